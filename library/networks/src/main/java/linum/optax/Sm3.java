package linum.optax;

/// Adagrad that keeps sums along axes only.
///
/// Source: Anil and others, "Memory-Efficient Adaptive Optimization", 2019.
///
/// @param learningRate the step size, a number or a schedule
/// @param momentum decay of the momentum
public record Sm3(ScalarOrSchedule learningRate, Scalar momentum) implements Composed {
  Sm3(ScalarOrSchedule learningRate) {
    this(learningRate, Scalar.of(0.9));
  }

  public Sm3 momentum(double newMomentum) {
    return new Sm3(learningRate, Scalar.of(newMomentum));
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleBySm3(momentum, 1, Scalar.of(1e-8)), LearningRates.scale(learningRate, true));
  }
}
