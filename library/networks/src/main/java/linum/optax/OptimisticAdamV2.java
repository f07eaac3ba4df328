package linum.optax;

import linum.ir.DType;
import org.jspecify.annotations.Nullable;

/// Adam, and then a step along the change of its update.
///
/// Source: Daskalakis and others, "Training GANs with Optimism", 2017.
///
/// @param learningRate the step size, a number or a schedule
/// @param alpha weight of the update
/// @param beta weight of its change
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param muDtype type of the first moment; null for the types of the parameters
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
public record OptimisticAdamV2(
    ScalarOrSchedule learningRate,
    Scalar alpha,
    Scalar beta,
    Scalar b1,
    Scalar b2,
    Scalar eps,
    Scalar epsRoot,
    @Nullable DType muDtype,
    boolean nesterov)
    implements Composed {
  OptimisticAdamV2(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(1),
        Scalar.of(1),
        Scalar.of(0.9),
        Scalar.of(0.999),
        Scalar.of(1e-8),
        Scalar.of(0),
        null,
        true);
  }

  public OptimisticAdamV2 alpha(double newAlpha) {
    return new OptimisticAdamV2(
        learningRate, Scalar.of(newAlpha), beta, b1, b2, eps, epsRoot, muDtype, nesterov);
  }

  public OptimisticAdamV2 beta(double newBeta) {
    return new OptimisticAdamV2(
        learningRate, alpha, Scalar.of(newBeta), b1, b2, eps, epsRoot, muDtype, nesterov);
  }

  public OptimisticAdamV2 b1(double newB1) {
    return new OptimisticAdamV2(
        learningRate, alpha, beta, Scalar.of(newB1), b2, eps, epsRoot, muDtype, nesterov);
  }

  public OptimisticAdamV2 b2(double newB2) {
    return new OptimisticAdamV2(
        learningRate, alpha, beta, b1, Scalar.of(newB2), eps, epsRoot, muDtype, nesterov);
  }

  public OptimisticAdamV2 eps(double newEps) {
    return new OptimisticAdamV2(
        learningRate, alpha, beta, b1, b2, Scalar.of(newEps), epsRoot, muDtype, nesterov);
  }

  public OptimisticAdamV2 epsRoot(double newEpsRoot) {
    return new OptimisticAdamV2(
        learningRate, alpha, beta, b1, b2, eps, Scalar.of(newEpsRoot), muDtype, nesterov);
  }

  public OptimisticAdamV2 muDtype(DType newMuDtype) {
    return new OptimisticAdamV2(
        learningRate, alpha, beta, b1, b2, eps, epsRoot, newMuDtype, nesterov);
  }

  public OptimisticAdamV2 nesterov(boolean newNesterov) {
    return new OptimisticAdamV2(
        learningRate, alpha, beta, b1, b2, eps, epsRoot, muDtype, newNesterov);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByAdam(b1, b2, eps, epsRoot, muDtype, nesterov),
        new ScaleByOptimisticGradient(alpha, beta),
        LearningRates.scale(learningRate, true));
  }
}
