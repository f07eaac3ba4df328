package linum.optax;

import linum.core.Array;
import org.jspecify.annotations.Nullable;

/// Updates times the negative learning rate, as the last part of an optimizer.
final class LearningRates {
  private LearningRates() {}

  static GradientTransformation scale(@Nullable ScalarOrSchedule learningRate, boolean flipSign) {
    return switch (learningRate) {
      case null -> new Identity();
      case Scalar s -> new Scale(flipSign ? s.neg() : s);
      case Schedule f -> new ScaleBySchedule(flipSign ? count -> f.apply(count).neg() : f);
    };
  }

  /// The learning rate after a number of steps.
  static Array at(ScalarOrSchedule learningRate, Array count) {
    return switch (learningRate) {
      case Scalar s -> s.toArray();
      case Schedule f -> f.apply(count);
    };
  }
}
