package linum.optax;

/// Adam with the largest gradient instead of the mean square.
///
/// Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2014, section 7.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the largest gradient
/// @param eps added to the denominator, outside of the root
public record Adamax(ScalarOrSchedule learningRate, Scalar b1, Scalar b2, Scalar eps)
    implements Composed {
  Adamax(ScalarOrSchedule learningRate) {
    this(learningRate, Scalar.of(0.9), Scalar.of(0.999), Scalar.of(1e-8));
  }

  public Adamax b1(double newB1) {
    return new Adamax(learningRate, Scalar.of(newB1), b2, eps);
  }

  public Adamax b2(double newB2) {
    return new Adamax(learningRate, b1, Scalar.of(newB2), eps);
  }

  public Adamax eps(double newEps) {
    return new Adamax(learningRate, b1, b2, Scalar.of(newEps));
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(new ScaleByAdamax(b1, b2, eps), LearningRates.scale(learningRate, true));
  }
}
