package linum.optax;

import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;

/// Numbers of steps: `int32` scalars that stop at the largest instead of starting over.
final class Counts {
  private Counts() {}

  static Array zero() {
    return Jnp.zeros(DType.INT32);
  }

  static Array next(Array count) {
    if (count.dtype().isFloating()) {
      double max = Jnp.finfo(count.dtype()).max();
      return Jnp.where(count.lt(max), count.add(1), max).astype(count.dtype());
    }
    if (!count.dtype().isInteger()) {
      throw new IllegalArgumentException(
          "safeIncrement: a count is an integer or a floating array, but %s was given"
              .formatted(count.aval()));
    }
    long max = Jnp.iinfo(count.dtype()).max();
    return Jnp.where(count.lt(max), count.add(1), count);
  }
}
