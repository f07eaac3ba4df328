package linum.optax;

import java.util.function.Function;
import linum.Linum;
import linum.ValueAndGrad;
import linum.core.Array;
import linum.core.Ops;
import linum.numpy.Jnp;
import linum.tree.Tree;

/// What is done with updates and with the states of line searches.
final class Updates {
  private Updates() {}

  static <P> P apply(P params, P updates) {
    Tree.checkSame(
        "applyUpdates: the parameters (the first) and the updates (the second) do not fit",
        Tree.structure(params),
        Tree.structure(updates));
    // Weak types stay weak, so that the next step is no other program.
    return Tree.map((p, u) -> Ops.convert(p.add(u), p.dtype(), p.aval().weak()), params, updates);
  }

  static <P> ValueAndGrad<P> valueAndGrad(Function<P, Array> valueFn, P params, Object state) {
    Array value = OptaxTree.get(state, "value");
    P grad = OptaxTree.get(state, "grad");
    if (value == null || grad == null) {
      throw new IllegalArgumentException(
          "valueAndGradFromState: there is no value and gradient in the state.\nUse lbfgs() or scaleByBacktrackingLinesearch(steps).storeGrad(true)");
    }
    return Linum.cond(
        Jnp.isfinite(value),
        () -> new ValueAndGrad<>(value, grad),
        () -> {
          ValueAndGrad<P> vg = Linum.valueAndGrad(params, valueFn);
          return new ValueAndGrad<>(
              vg.value().astype(value.dtype()), OptaxTree.castLike(vg.grad(), grad));
        });
  }
}
