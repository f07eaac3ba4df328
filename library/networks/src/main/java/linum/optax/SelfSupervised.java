package linum.optax;

import linum.Linum;
import linum.core.Array;
import linum.numpy.Jnp;

/// Losses of embeddings that should be close or far.
final class SelfSupervised {
  private SelfSupervised() {}

  static Array ntxent(Array embeddings, Array labels, double temperature) {
    Expect.floating("ntxent", "embeddings", embeddings);
    if (labels.shape(0) != embeddings.shape(0)) {
      throw new IllegalArgumentException(
          "ntxent: there must be a label for every embedding, but there are %d labels and %d embeddings"
              .formatted(labels.shape(0), embeddings.shape(0)));
    }
    int n = labels.shape(0);
    Array similar =
        Regressions.cosineSimilarity(
                embeddings.expandDims(0),
                embeddings.expandDims(1),
                Jnp.finfo(embeddings.dtype()).eps(),
                -1,
                null)
            .div(temperature);
    Array same = labels.expandDims(1).eq(labels.expandDims(0));
    Array match = same.and(Jnp.eye(n).eq(0));
    Array other = same.not();
    Array infinite = Jnp.full(similar.shape(), Double.NEGATIVE_INFINITY, similar.dtype());
    Array largest = Jnp.where(match.or(other), similar, infinite).max(1, true);
    Array shifted = similar.sub(Linum.stopGradient(largest));
    Array others = Jnp.where(other, shifted, infinite).exp().sum(1, true);
    Array own = Jnp.where(match, shifted, 0);
    Array logSoftmax = own.sub(others.add(own.exp()).log());
    return Jnp.where(match, logSoftmax, 0).sum().neg().div(match.sum());
  }

  static Array tripletMargin(
      Array anchors,
      Array positives,
      Array negatives,
      int axis,
      double normDegree,
      double margin,
      double eps) {
    Expect.floating("tripletMarginLoss", "anchors", anchors);
    Expect.floating("tripletMarginLoss", "positives", positives);
    Expect.floating("tripletMarginLoss", "negatives", negatives);
    Array near = distance(anchors.sub(positives), axis, normDegree, eps);
    Array far = distance(anchors.sub(negatives), axis, normDegree, eps);
    return near.sub(far).add(margin).maximum(0);
  }

  private static Array distance(Array x, int axis, double degree, double eps) {
    Array powers = degree == 2 ? x.square() : x.pow(degree);
    return powers.sum(axis).add(eps).pow(1 / degree);
  }
}
