package linum.optax;

import linum.core.Array;
import linum.core.Over;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Losses of numbers.
final class Regressions {
  private Regressions() {}

  static Array errors(String loss, Array predictions, @Nullable Array targets) {
    Expect.floating(loss, "predictions", predictions);
    return targets == null ? predictions : predictions.sub(targets);
  }

  static Array squared(Array predictions, @Nullable Array targets) {
    if (targets != null) {
      Expect.sameShape("squaredError", "predictions", predictions, "targets", targets);
    }
    return errors("squaredError", predictions, targets).square();
  }

  static Array huber(Array predictions, @Nullable Array targets, double delta) {
    Array size = errors("huberLoss", predictions, targets).abs();
    Array quadratic = size.minimum(delta);
    return quadratic.square().mul(0.5).add(size.sub(quadratic).mul(delta));
  }

  static Array logCosh(Array predictions, @Nullable Array targets) {
    Array errors = errors("logCosh", predictions, targets);
    return Jnp.logaddexp(errors, errors.neg()).sub(Math.log(2));
  }

  static Array cosineSimilarity(
      Array predictions, Array targets, double epsilon, int axis, @Nullable Array where) {
    Expect.floating("cosineSimilarity", "predictions", predictions);
    Expect.floating("cosineSimilarity", "targets", targets);
    Array a = unit(predictions, epsilon, axis, where);
    Array b = unit(targets, epsilon, axis, where);
    return a.mul(b).sum(Over.over(axis).where(where));
  }

  private static Array unit(Array x, double epsilon, int axis, @Nullable Array where) {
    Array squares = x.square().sum(Over.over(axis).where(where).keepdims());
    return x.div(squares.maximum(epsilon).sqrt());
  }
}
