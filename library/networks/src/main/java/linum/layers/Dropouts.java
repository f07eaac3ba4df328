package linum.layers;

import linum.core.Array;
import linum.ir.Dims;
import linum.lax.Lax;
import linum.numpy.Jnp;
import linum.random.Random;

/// Zeros at random places, for training.
public final class Dropouts {
  private Dropouts() {}

  /// Each element zero with probability `rate`, else divided by `1 - rate`.
  ///
  /// @param key a random key
  /// @param rate between 0 and 1
  /// @param broadcastDims axes along which all elements share one choice
  /// @throws IllegalArgumentException if the rate is not between 0 and 1
  public static Array dropout(Array x, Array key, double rate, Dims broadcastDims) {
    requireRate(rate);
    if (rate == 0) {
      return x;
    }
    // Dividing by nothing kept would make gradients NaN.
    if (rate == 1) {
      return Jnp.zerosLike(x);
    }
    double kept = 1 - rate;
    Dims shape = x.shape();
    for (int axis : broadcastDims.toArray()) {
      shape = shape.with(axis < 0 ? axis + x.ndim() : axis, 1);
    }
    Array mask = Random.bernoulli(key, kept, shape.toArray()).broadcastTo(x.shape());
    return Lax.select(mask, x.div(kept), Jnp.zerosLike(x));
  }

  /// Throws unless the rate is a probability.
  static void requireRate(double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          "dropout: the rate is a probability between 0 and 1, got " + rate);
    }
  }
}
