package linum.optax;

import linum.core.Array;
import linum.core.Over;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Distances between probability distributions.
final class Divergences {
  private Divergences() {}

  static Array kl(Array logPredictions, Array targets, int axis, @Nullable Array where) {
    Expect.floating("klDivergence", "predictions", logPredictions);
    Expect.floating("klDivergence", "targets", targets);
    Array none = targets.eq(0);
    Array logTargets =
        Jnp.where(none, 0, Jnp.where(none, 1, targets).astype(targets.dtype()).log());
    return targets.mul(logTargets.sub(logPredictions)).sum(Over.over(axis).where(where));
  }

  static Array klWithLogTargets(
      Array logPredictions, Array logTargets, int axis, @Nullable Array where) {
    Expect.floating("klDivergenceWithLogTargets", "predictions", logPredictions);
    Expect.floating("klDivergenceWithLogTargets", "targets", logTargets);
    return logTargets.exp().mul(logTargets.sub(logPredictions)).sum(Over.over(axis).where(where));
  }

  static Array generalizedKl(Array logPredictions, Array targets, int axis, @Nullable Array where) {
    Array mass = logPredictions.exp().sub(targets).sum(Over.over(axis).where(where));
    return kl(logPredictions, targets, axis, where).add(mass);
  }
}
