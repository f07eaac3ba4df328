package linum.ir.pass;

import static linum.ir.pass.DeadCode.cut;
import static linum.ir.pass.DeadCode.select;
import static linum.ir.pass.DeadCode.usedInputs;
import static linum.ir.pass.DeadCode.with;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import linum.ir.Control;
import linum.ir.Eqn;
import linum.ir.Jaxpr;

/// Control flow without what nobody needs of it.
final class DeadLoops {
  private DeadLoops() {}

  /// Branches keep the operands that any of them needs.
  static Eqn cond(Eqn e, Control.Cond c, List<Boolean> used) {
    List<Boolean> operands =
        c.branches().stream().map(b -> usedInputs(b, used)).reduce(DeadLoops::or).orElseThrow();
    List<Jaxpr> branches = c.branches().stream().map(b -> cut(b, used, operands)).toList();
    return branches.equals(c.branches())
        ? e
        : with(e, c.with(branches), concat(List.of(true), operands), used);
  }

  /// A carried value stays if its last value is wanted, or a step needs it for something that
  /// stays.
  static Eqn scan(Eqn e, Control.Scan c, List<Boolean> used) {
    int carryEnd = c.numConsts() + c.numCarry();
    List<Boolean> carry = used.subList(0, c.numCarry());
    List<Boolean> ys = used.subList(c.numCarry(), used.size());
    List<Boolean> in = usedInputs(c.jaxpr(), concat(carry, ys));
    List<Boolean> next = or(carry, in.subList(c.numConsts(), carryEnd));
    while (!next.equals(carry)) {
      carry = next;
      in = usedInputs(c.jaxpr(), concat(carry, ys));
      next = or(carry, in.subList(c.numConsts(), carryEnd));
    }
    List<Boolean> outputs = concat(carry, ys);
    List<Boolean> inputs =
        concat(concat(in.subList(0, c.numConsts()), carry), in.subList(carryEnd, in.size()));
    Jaxpr body = cut(c.jaxpr(), outputs, inputs);
    return body == c.jaxpr()
        ? e
        : with(
            e,
            new Control.Scan(
                c.length(),
                c.reverse(),
                count(in.subList(0, c.numConsts())),
                count(carry),
                body,
                select(c.linear(), inputs),
                c.unroll()),
            inputs,
            outputs);
  }

  /// As in a scan; the condition needs its carried values, too.
  static Eqn whileLoop(Eqn e, Control.While c, List<Boolean> used) {
    List<Boolean> test = usedInputs(c.cond(), List.of(true));
    List<Boolean> carry = or(used, test.subList(c.condNconsts(), test.size()));
    List<Boolean> in = usedInputs(c.body(), carry);
    List<Boolean> next = or(carry, in.subList(c.bodyNconsts(), in.size()));
    while (!next.equals(carry)) {
      carry = next;
      in = usedInputs(c.body(), carry);
      next = or(carry, in.subList(c.bodyNconsts(), in.size()));
    }
    List<Boolean> condConsts = test.subList(0, c.condNconsts());
    List<Boolean> bodyConsts = in.subList(0, c.bodyNconsts());
    Jaxpr cond = cut(c.cond(), List.of(true), concat(condConsts, carry));
    Jaxpr body = cut(c.body(), carry, concat(bodyConsts, carry));
    return cond == c.cond() && body == c.body()
        ? e
        : with(
            e,
            new Control.While(count(condConsts), cond, count(bodyConsts), body),
            concat(concat(condConsts, bodyConsts), carry),
            carry);
  }

  private static List<Boolean> or(List<Boolean> a, List<Boolean> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i) || b.get(i)).toList();
  }

  private static List<Boolean> concat(List<Boolean> a, List<Boolean> b) {
    List<Boolean> all = new ArrayList<>(a);
    all.addAll(b);
    return List.copyOf(all);
  }

  private static int count(List<Boolean> which) {
    return (int) which.stream().filter(b -> b).count();
  }
}
