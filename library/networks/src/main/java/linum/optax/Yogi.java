package linum.optax;

/// Adam with squares that are added and subtracted instead of averaged.
///
/// Source: Zaheer and others, "Adaptive Methods for Nonconvex Optimization", 2018.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
public record Yogi(ScalarOrSchedule learningRate, Scalar b1, Scalar b2, Scalar eps)
    implements Composed {
  Yogi(ScalarOrSchedule learningRate) {
    this(learningRate, Scalar.of(0.9), Scalar.of(0.999), Scalar.of(1e-3));
  }

  public Yogi b1(double newB1) {
    return new Yogi(learningRate, Scalar.of(newB1), b2, eps);
  }

  public Yogi b2(double newB2) {
    return new Yogi(learningRate, b1, Scalar.of(newB2), eps);
  }

  public Yogi eps(double newEps) {
    return new Yogi(learningRate, b1, b2, Scalar.of(newEps));
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByYogi(b1, b2, eps, Scalar.of(0), 1e-6), LearningRates.scale(learningRate, true));
  }
}
