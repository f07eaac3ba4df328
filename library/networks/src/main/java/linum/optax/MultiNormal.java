package linum.optax;

import java.util.stream.IntStream;
import linum.core.Array;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.random.PrngKey;

/// Independent normal numbers, given by their means and the logarithms of their deviations:
/// [Optax#multiNormal].
///
/// In JAX: `optax._src.utils.MultiNormalDiagFromLogScale`.
///
/// @param loc the means
/// @param logScale the logarithms of the deviations
public record MultiNormal(Array loc, Array logScale) {
  private static final double LOG_ROOT_OF_TWO_PI = Math.log(2 * Math.PI) / 2;

  /// @throws IllegalArgumentException if the shapes cannot be broadcast together
  public MultiNormal {
    Dims _ = shape(loc, logScale);
  }

  private static Dims shape(Array loc, Array logScale) {
    return Jnp.broadcastShapes(loc.shape(), logScale.shape());
  }

  /// Samples.
  ///
  /// @return the given shape, then that of the means and deviations together
  public Array sample(PrngKey key, int... shape) {
    Dims all = Dims.of(shape).concat(shape(loc, logScale));
    return key.normal(all.toArray()).mul(logScale.exp()).add(loc);
  }

  /// The logarithm of the density: `Σ -(x - loc)² / (2 scale²) - log scale - log √(2π)`.
  ///
  /// @param x whose last axes are those of the means and deviations together
  /// @return the other axes
  public Array logProb(Array x) {
    Array z = x.sub(loc).div(logScale.exp());
    Array logs = z.square().mul(-0.5).sub(logScale).sub(LOG_ROOT_OF_TWO_PI);
    int rank = shape(loc, logScale).rank();
    int[] axes = IntStream.rangeClosed(1, rank).map(i -> -i).toArray();
    return rank == 0 ? logs : logs.sum(axes);
  }
}
