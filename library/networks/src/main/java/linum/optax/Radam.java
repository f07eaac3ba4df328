package linum.optax;

/// Adam that divides by the mean of squares only once that is reliable.
///
/// Source: Liu and others, "On the Variance of the Adaptive Learning Rate and Beyond", 2020.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param threshold how many squares the mean must stand for
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
public record Radam(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    Scalar eps,
    Scalar epsRoot,
    double threshold,
    boolean nesterov)
    implements Composed {
  Radam(ScalarOrSchedule learningRate) {
    this(learningRate, Scalar.of(0.9), Scalar.of(0.999), Scalar.of(1e-8), Scalar.of(0), 5, false);
  }

  public Radam b1(double newB1) {
    return new Radam(learningRate, Scalar.of(newB1), b2, eps, epsRoot, threshold, nesterov);
  }

  public Radam b2(double newB2) {
    return new Radam(learningRate, b1, Scalar.of(newB2), eps, epsRoot, threshold, nesterov);
  }

  public Radam eps(double newEps) {
    return new Radam(learningRate, b1, b2, Scalar.of(newEps), epsRoot, threshold, nesterov);
  }

  public Radam epsRoot(double newEpsRoot) {
    return new Radam(learningRate, b1, b2, eps, Scalar.of(newEpsRoot), threshold, nesterov);
  }

  public Radam threshold(double newThreshold) {
    return new Radam(learningRate, b1, b2, eps, epsRoot, newThreshold, nesterov);
  }

  public Radam nesterov(boolean newNesterov) {
    return new Radam(learningRate, b1, b2, eps, epsRoot, threshold, newNesterov);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByRadam(b1, b2, eps, epsRoot, threshold, nesterov),
        LearningRates.scale(learningRate, true));
  }
}
