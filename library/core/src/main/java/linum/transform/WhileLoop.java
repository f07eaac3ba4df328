package linum.transform;

import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Control;
import linum.ir.DType;
import linum.tree.Tree;

/// Loops that end when a condition says so, over trees.
public final class WhileLoop {
  private record Counted<C>(Array i, Array end, C carry) {}

  private WhileLoop() {}

  /// `body(… body(init))`, as long as `cond` holds.
  ///
  /// @throws IllegalArgumentException if the condition is no `bool` scalar, or the carry changes
  ///   its type
  public static <C> C whileLoop(Function<C, Array> cond, Function<C, C> body, C init) {
    Carry.Kept kept =
        Carry.of(init)
            .stage(
                "whileLoop",
                carry ->
                    ControlBody.stage(
                        in ->
                            Collections.singletonList(
                                body.apply(Tree.<C>unflatten(carry.structure(), in))),
                        carry.avals()));
    Carry carry = kept.carry();
    ControlBody test =
        ControlBody.stage(
            in -> List.of(condition(cond.apply(Tree.<C>unflatten(carry.structure(), in)))),
            carry.avals());
    ControlBody step = kept.body();
    Control.While p =
        new Control.While(
            test.captured().size(), test.jaxpr(), step.captured().size(), step.jaxpr());
    List<Array> out = Trace.bindAll(p, Joined.of(test.captured(), step.captured(), carry.init()));
    return Tree.unflatten(carry.structure(), out);
  }

  private static Array condition(Array holds) {
    if (!holds.aval().matches(Aval.of(DType.BOOL))) {
      throw new IllegalArgumentException(
          ("whileLoop: the condition must give a bool scalar, but it gave %s."
                  + "\nCompare: x.gt(0); reduce with all() or any().")
              .formatted(holds.aval()));
    }
    return holds;
  }

  /// `f(hi - 1, … f(lo + 1, f(lo, init)))` for bounds that the program computes.
  ///
  /// @throws IllegalArgumentException if a bound is no integer scalar
  public static <C> C foriLoop(Array lo, Array hi, BiFunction<Array, C, C> f, C init) {
    bound("lower", lo);
    bound("upper", hi);
    Array end = Ops.convert(hi, lo.dtype(), hi.aval().weak());
    return whileLoop(
            (Counted<C> c) -> Ops.lt(c.i(), c.end()),
            c -> {
              Array one = ConcreteArray.of(new Aval(lo.dtype(), lo.shape(), true), 1);
              return new Counted<>(Ops.add(c.i(), one), c.end(), f.apply(c.i(), c.carry()));
            },
            new Counted<>(lo, end, init))
        .carry();
  }

  private static void bound(String which, Array a) {
    if (a.ndim() != 0 || !a.dtype().isInteger()) {
      throw new IllegalArgumentException(
          "foriLoop: the %s bound must be an integer scalar, got %s".formatted(which, a.aval()));
    }
  }
}
