package linum.optax;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.core.Over;
import linum.numpy.Jnp;
import linum.numpy.Linalg;

/// Norms that are differentiable at zero, and norms of parts.
final class Norms {
  private Norms() {}

  static Array safeNorm(Array x, double minNorm) {
    return atLeast(x, minNorm, y -> y.square().sum().sqrt());
  }

  static Array safeNorm(Array x, double minNorm, double ord, int axis, boolean keepdims) {
    Array norm = Linalg.vectorNorm(x, ord, axis, true);
    Array small = norm.le(minNorm);
    Array masked = Linalg.vectorNorm(Jnp.where(small, 1, x).astype(x.dtype()), ord, axis, keepdims);
    return Jnp.where(keepdims ? small : small.squeeze(axis), minNorm, masked)
        .astype(masked.dtype());
  }

  static Array safeRootMeanSquares(Array x, double minRms) {
    return atLeast(x, minRms, y -> y.square().mean().sqrt());
  }

  // The root is taken of ones where the norm is small, so that it has a derivative there.
  private static Array atLeast(Array x, double min, UnaryOperator<Array> norm) {
    Array small = norm.apply(x).le(min);
    Array of = norm.apply(Jnp.where(small, 1, x).astype(x.dtype()));
    return Jnp.where(small, min, of).astype(of.dtype());
  }

  static Array unitwise(Array x) {
    long wide = x.shape().stream().filter(n -> n != 1).count();
    if (wide <= 1) {
      return unitwise(x, IntStream.range(0, x.ndim()).toArray());
    }
    return switch (x.ndim()) {
      case 2, 3 -> unitwise(x, 0);
      case 4 -> unitwise(x, 0, 1, 2);
      case 5 -> unitwise(x, 0, 1, 2, 3);
      default ->
          throw new IllegalArgumentException(
              "unitwiseNorm: which axes make up a unit is known for arrays of 1 to 5 dimensions, but the shape is %s.\nName the axes: adaptiveGradClip(0.01).axis(0, 1)"
                  .formatted(x.shape()));
    };
  }

  static Array unitwise(Array x, int... axes) {
    return x.square().sum(Over.over(axes).keepdims()).sqrt().broadcastTo(x.shape());
  }
}
