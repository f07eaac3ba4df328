package linum.optax;

import linum.ir.DType;
import linum.tree.Records;
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
    return with("optimism", Scalar.of(newOptimism));
  }

  public OptimisticAdam b1(double newB1) {
    return with("b1", Scalar.of(newB1));
  }

  public OptimisticAdam b2(double newB2) {
    return with("b2", Scalar.of(newB2));
  }

  public OptimisticAdam eps(double newEps) {
    return with("eps", Scalar.of(newEps));
  }

  public OptimisticAdam epsRoot(double newEpsRoot) {
    return with("epsRoot", Scalar.of(newEpsRoot));
  }

  public OptimisticAdam muDtype(DType newMuDtype) {
    return with("muDtype", newMuDtype);
  }

  public OptimisticAdam nesterov(boolean newNesterov) {
    return with("nesterov", newNesterov);
  }

  private OptimisticAdam with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByAdam(b1, b2, eps, epsRoot, muDtype, nesterov),
        new ScaleByOptimisticGradient(learningRate, optimism == null ? learningRate : optimism),
        new Scale(Scalar.of(-1)));
  }
}
