package linum.optax;

import linum.ir.DType;
import org.jspecify.annotations.Nullable;

/// Adam: steps along the mean of the gradients over the root of the mean of their squares.
///
/// Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2014.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param muDtype type of the first moment; null for the types of the parameters
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
public record Adam(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    Scalar eps,
    Scalar epsRoot,
    @Nullable DType muDtype,
    boolean nesterov)
    implements Composed {
  Adam(ScalarOrSchedule learningRate) {
    this(
        learningRate, Scalar.of(0.9), Scalar.of(0.999), Scalar.of(1e-8), Scalar.of(0), null, false);
  }

  public Adam b1(double newB1) {
    return new Adam(learningRate, Scalar.of(newB1), b2, eps, epsRoot, muDtype, nesterov);
  }

  public Adam b2(double newB2) {
    return new Adam(learningRate, b1, Scalar.of(newB2), eps, epsRoot, muDtype, nesterov);
  }

  public Adam eps(double newEps) {
    return new Adam(learningRate, b1, b2, Scalar.of(newEps), epsRoot, muDtype, nesterov);
  }

  public Adam epsRoot(double newEpsRoot) {
    return new Adam(learningRate, b1, b2, eps, Scalar.of(newEpsRoot), muDtype, nesterov);
  }

  public Adam muDtype(DType newMuDtype) {
    return new Adam(learningRate, b1, b2, eps, epsRoot, newMuDtype, nesterov);
  }

  public Adam nesterov(boolean newNesterov) {
    return new Adam(learningRate, b1, b2, eps, epsRoot, muDtype, newNesterov);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByAdam(b1, b2, eps, epsRoot, muDtype, nesterov),
        LearningRates.scale(learningRate, true));
  }
}
