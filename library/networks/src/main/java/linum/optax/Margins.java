package linum.optax;

import linum.Linum;
import linum.core.Array;
import linum.nn.Nn;
import linum.numpy.Jnp;

/// Losses of scores that should be larger for the right class by a margin.
final class Margins {
  private Margins() {}

  static Array hinge(Array predictions, Array targets) {
    return Jnp.subtract(1, predictions.mul(targets)).maximum(0);
  }

  static Array perceptron(Array predictions, Array targets) {
    Expect.sameShape("perceptronLoss", "predictions", predictions, "targets", targets);
    return predictions.neg().mul(targets).maximum(0);
  }

  static Array sparsemax(Array logits, Array labels) {
    return Nn.sparsePlus(Jnp.where(labels.ne(0), logits.neg(), logits));
  }

  static Array multiclassHinge(Array scores, Array labels) {
    Array oneHot = oneHot(scores, labels);
    return scores.add(1).sub(oneHot).max(-1).sub(scores.mul(oneHot).sum(-1));
  }

  static Array multiclassPerceptron(Array scores, Array labels) {
    return scores.max(-1).sub(scores.mul(oneHot(scores, labels)).sum(-1));
  }

  private static Array oneHot(Array scores, Array labels) {
    return Nn.oneHot(labels, scores.shape(-1), scores.dtype());
  }

  static Array multiclassSparsemax(Array scores, Array labels) {
    return Linum.vmap(Margins::oneSparsemax).apply(scores, labels);
  }

  private static Array oneSparsemax(Array scores, Array label) {
    Array p = Projections.projectionSimplex(scores, 1);
    Array right = Nn.oneHot(label, scores.shape(0), scores.dtype());
    Array over = scores.sub(scores.mul(right).sum()).mul(Jnp.subtract(1, right));
    Array inside = Jnp.where(p.ne(0), over, 0);
    return p.mul(inside).sum().add(Jnp.subtract(1, p.square().sum()).mul(0.5));
  }
}
