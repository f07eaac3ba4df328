package linum.optax;

import linum.core.Array;
import linum.lax.Lax;
import linum.numpy.Jnp;

/// The mean of squares of one array, by row and column or element by element.
///
/// What is not kept is one zero.
record FactoredMoments(Array row, Array column, Array all) {

  static FactoredMoments zeros(ScaleByFactoredRms options, Array p) {
    int[] axes = options.axes(p);
    Array none = Jnp.zeros(p.dtype(), 1);
    return axes == null
        ? new FactoredMoments(none, none, Jnp.zerosLike(p))
        : new FactoredMoments(
            Jnp.zeros(p.shape().without(axes[1]), p.dtype()),
            Jnp.zeros(p.shape().without(axes[0]), p.dtype()),
            none);
  }

  FactoredMoments updated(ScaleByFactoredRms options, Array g, Array decay) {
    Array squares = g.square().add(options.epsilon());
    int[] axes = options.axes(g);
    return axes == null
        ? new FactoredMoments(row, column, mean(all, squares, decay))
        : new FactoredMoments(
            mean(row, squares.mean(axes[1]), decay),
            mean(column, squares.mean(axes[0]), decay),
            all);
  }

  private static Array mean(Array old, Array now, Array decay) {
    return decay.mul(old).add(Jnp.subtract(1, decay).mul(now)).astype(old.dtype());
  }

  Array scaled(ScaleByFactoredRms options, Array g) {
    int[] axes = options.axes(g);
    if (axes == null) {
      return g.mul(Lax.rsqrt(all).astype(g.dtype()));
    }
    int reduced = axes[0] > axes[1] ? axes[0] - 1 : axes[0];
    Array rows = Lax.rsqrt(row.div(row.mean(reduced, true)));
    Array columns = Lax.rsqrt(column);
    return g.mul(rows.expandDims(axes[1]).astype(g.dtype()))
        .mul(columns.expandDims(axes[0]).astype(g.dtype()));
  }
}
