package linum.laws;

import java.util.List;
import java.util.random.RandomGenerator;
import linum.core.Array;
import linum.ir.Aval;

/// What the operands of a program are drawn from.
record Sample(List<Operand> operands) {
  Sample {
    operands = List.copyOf(operands);
  }

  static Sample sample(Operand... operands) {
    return new Sample(List.of(operands));
  }

  Sample precise() {
    return new Sample(operands.stream().map(Operand::precise).toList());
  }

  List<Aval> avals() {
    return operands.stream().map(Operand::aval).toList();
  }

  List<Array> draw(RandomGenerator random) {
    return operands.stream().map(o -> o.draw(random)).toList();
  }

  boolean isInexact() {
    return operands.stream().anyMatch(o -> o.dtype().isFloating());
  }
}
