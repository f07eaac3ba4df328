package linum.llvm.plan;

import java.util.List;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Jaxpr;

/// A program on its way from equations to steps: what the kernel families see of it.
public interface Lowering {
  /// The memory of an operand. What was fused up to here is computed before.
  Value read(Atom operand);

  /// The memory of a result, to be written by a step.
  Value result(Atom.Var v);

  /// Says that a result is there without any work: a view of what another value holds.
  void define(Atom.Var v, Value value);

  /// Adds a step after all others.
  void add(Step step);

  /// The steps of a program inside this one, such as the body of a loop.
  ///
  /// @param inputs the memory of its inputs; values from outside may be among them
  Region region(Jaxpr body, List<Value> inputs);

  /// The steps of a loop's body.
  ///
  /// @param steady how many of the inputs, from the first on, are the same in every round
  Region body(Jaxpr body, List<Value> inputs, int steady);

  /// Whether a value is the same in every round of the loop that this is in.
  boolean isSteady(Value value);

  /// Memory for an intermediate result that no equation names.
  default Value scratch(Aval aval) {
    return new Value(aval);
  }

  /// How wide the vector registers are.
  int vectorBytes();
}
