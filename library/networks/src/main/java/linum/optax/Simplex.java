package linum.optax;

import java.util.function.UnaryOperator;
import linum.Linum;
import linum.Pushed;
import linum.core.Array;
import linum.nn.Nn;
import linum.numpy.Jnp;

/// The projection onto the probability simplex, by sorting.
///
/// Source: Duchi and others, "Efficient Projections onto the l1-Ball", 2008.
final class Simplex {
  private Simplex() {}

  private static final UnaryOperator<Array> PROJECTION =
      Linum.customJvp(
          Simplex::nearest,
          (x, dx) -> {
            Array out = nearest(x);
            Array support = out.gt(0).astype(x.dtype());
            Array mean = support.mul(dx).sum().div(support.sum());
            return new Pushed<>(out, support.mul(dx.sub(mean)));
          });

  static Array project(Array vector) {
    return PROJECTION.apply(vector);
  }

  private static Array nearest(Array x) {
    Array sorted = x.sort(-1, true);
    Array sums = sorted.cumsum();
    Array count = Jnp.arange(1, x.shape(0) + 1).astype(x.dtype());
    Array positive = sorted.add(Jnp.subtract(1, sums).div(count)).gt(0);
    // The elements above the threshold are the first ones, so that theirs is the last such sum.
    Array size = positive.sum();
    Array last = Jnp.arange(1, x.shape(0) + 1).eq(size);
    Array sum = Jnp.where(last, sums, 0).sum();
    return Nn.relu(x.add(Jnp.subtract(1, sum).div(size.astype(x.dtype()))));
  }
}
