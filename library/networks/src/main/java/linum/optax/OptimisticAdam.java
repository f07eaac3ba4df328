package linum.optax;

import linum.ir.DType;
import org.jspecify.annotations.Nullable;

/// Adam, and then a step along the change of its update, whose weight is a number of its own.
///
/// [OptimisticAdamV2] takes schedules.
///
/// Source: Daskalakis and others, "Training GANs with Optimism", 2017.
///
/// @param learningRate the step size
/// @param optimism weight of the change; null for the learning rate
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param muDtype type of the first moment; null for the types of the parameters
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
public record OptimisticAdam(
    Scalar learningRate,
    @Nullable Scalar optimism,
    Scalar b1,
    Scalar b2,
    Scalar eps,
    Scalar epsRoot,
    @Nullable DType muDtype,
    boolean nesterov)
    implements Composed {
  OptimisticAdam(Scalar learningRate) {
    this(
        learningRate,
        null,
        Scalar.of(0.9),
        Scalar.of(0.999),
        Scalar.of(1e-8),
        Scalar.of(0),
        null,
        true);
  }

  public OptimisticAdam optimism(double newOptimism) {
    return new OptimisticAdam(
        learningRate, Scalar.of(newOptimism), b1, b2, eps, epsRoot, muDtype, nesterov);
  }

  public OptimisticAdam b1(double newB1) {
    return new OptimisticAdam(
        learningRate, optimism, Scalar.of(newB1), b2, eps, epsRoot, muDtype, nesterov);
  }

  public OptimisticAdam b2(double newB2) {
    return new OptimisticAdam(
        learningRate, optimism, b1, Scalar.of(newB2), eps, epsRoot, muDtype, nesterov);
  }

  public OptimisticAdam eps(double newEps) {
    return new OptimisticAdam(
        learningRate, optimism, b1, b2, Scalar.of(newEps), epsRoot, muDtype, nesterov);
  }

  public OptimisticAdam epsRoot(double newEpsRoot) {
    return new OptimisticAdam(
        learningRate, optimism, b1, b2, eps, Scalar.of(newEpsRoot), muDtype, nesterov);
  }

  public OptimisticAdam muDtype(DType newMuDtype) {
    return new OptimisticAdam(learningRate, optimism, b1, b2, eps, epsRoot, newMuDtype, nesterov);
  }

  public OptimisticAdam nesterov(boolean newNesterov) {
    return new OptimisticAdam(learningRate, optimism, b1, b2, eps, epsRoot, muDtype, newNesterov);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByAdam(b1, b2, eps, epsRoot, muDtype, nesterov),
        new ScaleByOptimisticGradient(learningRate, optimism == null ? learningRate : optimism),
        new Scale(Scalar.of(-1)));
  }
}
