package linum.optax;

/// Gradients over means of their norms, with momentum.
///
/// Source: Ginsburg and others, "Stochastic Gradient Methods with Layer-wise Adaptive Moments",
/// 2019.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of the squared norms
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param weightDecay strength of the decay of the weights
public record Novograd(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    Scalar eps,
    Scalar epsRoot,
    Scalar weightDecay)
    implements Composed {
  Novograd(ScalarOrSchedule learningRate) {
    this(
        learningRate, Scalar.of(0.9), Scalar.of(0.25), Scalar.of(1e-6), Scalar.of(0), Scalar.of(0));
  }

  public Novograd b1(double newB1) {
    return new Novograd(learningRate, Scalar.of(newB1), b2, eps, epsRoot, weightDecay);
  }

  public Novograd b2(double newB2) {
    return new Novograd(learningRate, b1, Scalar.of(newB2), eps, epsRoot, weightDecay);
  }

  public Novograd eps(double newEps) {
    return new Novograd(learningRate, b1, b2, Scalar.of(newEps), epsRoot, weightDecay);
  }

  public Novograd epsRoot(double newEpsRoot) {
    return new Novograd(learningRate, b1, b2, eps, Scalar.of(newEpsRoot), weightDecay);
  }

  public Novograd weightDecay(double newWeightDecay) {
    return new Novograd(learningRate, b1, b2, eps, epsRoot, Scalar.of(newWeightDecay));
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByNovograd(b1, b2, eps, epsRoot, weightDecay, null),
        LearningRates.scale(learningRate, true));
  }
}
