package linum.optax;

import linum.core.Array;
import linum.nn.Nn;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// Losses of lists that should be in order.
final class Ranking {
  private Ranking() {}

  static Array softmax(Array logits, Array labels, @Nullable Array where, @Nullable Array weights) {
    Expect.floating("rankingSoftmaxLoss", "logits", logits);
    Array y = labels.astype(logits.dtype());
    Array x = logits;
    if (where != null) {
      y = Jnp.where(where, y, 0);
      x = Jnp.where(where, x, Double.NEGATIVE_INFINITY).astype(logits.dtype());
    }
    if (weights != null) {
      y = y.mul(weights);
    }
    // A list without items has no maximum; ones in its place keep its derivative a number.
    Array any = where == null ? null : where.any(-1);
    Array finite = any == null ? x : Jnp.where(any.expandDims(-1), x, 1).astype(x.dtype());
    Array logProbs = Nn.logSoftmax(finite);
    Array counted = where == null ? logProbs : Jnp.where(where, logProbs, 0);
    Array loss = y.mul(counted).sum(-1).neg();
    return any == null ? loss : Jnp.where(any, loss, 0);
  }

  // Over the lists that have items; zero if none has.
  static Array softmaxMean(
      Array logits, Array labels, @Nullable Array where, @Nullable Array weights) {
    Array losses = softmax(logits, labels, where, weights);
    if (where == null) {
      return losses.mean();
    }
    Array lists = where.any(-1).sum();
    return losses.sum().div(lists.maximum(1));
  }
}
