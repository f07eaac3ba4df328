package linum.optax;

/// Steps along the gradient and what it changed since the last step: for games.
///
/// Source: Mokhtari, Ozdaglar, Pattathil, "A Unified Analysis of Extra-gradient and Optimistic
/// Gradient Methods", 2019.
///
/// @param learningRate the step size, a number or a schedule
/// @param alpha weight of the gradient
/// @param beta weight of its change
public record OptimisticGradientDescent(ScalarOrSchedule learningRate, Scalar alpha, Scalar beta)
    implements Composed {
  OptimisticGradientDescent(ScalarOrSchedule learningRate) {
    this(learningRate, Scalar.of(1), Scalar.of(1));
  }

  public OptimisticGradientDescent alpha(double newAlpha) {
    return new OptimisticGradientDescent(learningRate, Scalar.of(newAlpha), beta);
  }

  public OptimisticGradientDescent beta(double newBeta) {
    return new OptimisticGradientDescent(learningRate, alpha, Scalar.of(newBeta));
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByOptimisticGradient(alpha, beta), LearningRates.scale(learningRate, true));
  }
}
