package linum.training;

import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;

/// How often a classifier is right.
///
/// @param right the mean of ones and zeros
public record Accuracy(Average right) implements Metric<Accuracy> {

  /// That of no examples.
  public static Accuracy empty() {
    return new Accuracy(Average.empty());
  }

  /// With more examples, each right if its largest logit is that of the label.
  ///
  /// @param logits `[…,classes]`
  /// @param labels integers, `[…]`
  /// @throws IllegalArgumentException if the shapes do not fit each other
  public Accuracy update(Array logits, Array labels) {
    if (logits.ndim() == 0
        || !logits.shape().slice(0, logits.ndim() - 1).equals(labels.shape())
        || !labels.dtype().isInteger()) {
      throw new IllegalArgumentException(
          "accuracy: labels are integers of the shape of the logits without their last axis, but the logits are %s, the labels %s\nFor two classes with one logit: update(logits, labels, threshold)."
              .formatted(logits.aval(), labels.aval()));
    }
    return with(Jnp.argmax(logits, -1).eq(labels));
  }

  /// With more examples of two classes, each right if its one logit is above the threshold just if
  /// the label is above 0. In JAX: `Accuracy(threshold=…)`.
  ///
  /// @param logits of the shape of the labels
  /// @throws IllegalArgumentException if the shapes differ
  public Accuracy update(Array logits, Array labels, double threshold) {
    if (!logits.shape().equals(labels.shape())) {
      throw new IllegalArgumentException(
          "accuracy: one logit for each label is needed, but the logits are %s, the labels %s"
              .formatted(logits.aval(), labels.aval()));
    }
    return with(logits.gt(threshold).eq(labels.gt(0)));
  }

  private Accuracy with(Array correct) {
    return new Accuracy(right.update(correct.astype(DType.FLOAT32)));
  }

  @Override
  public Accuracy merge(Accuracy other) {
    return new Accuracy(right.merge(other.right));
  }

  /// The share of right answers, `float32[]`; not a number if there were no examples.
  @Override
  public Array compute() {
    return right.compute();
  }
}
