package linum.optax;

import linum.ir.DType;
import org.jspecify.annotations.Nullable;

/// Adam with a mean of squares that never falls.
///
/// Source: Reddi, Kale, Kumar, "On the Convergence of Adam and Beyond", 2018.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param muDtype type of the first moment; null for the types of the parameters
/// @param biasCorrectionMu whether the first moment is corrected for having started at zero
/// @param biasCorrectionNu whether the second one is
public record Amsgrad(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    Scalar eps,
    Scalar epsRoot,
    @Nullable DType muDtype,
    boolean biasCorrectionMu,
    boolean biasCorrectionNu)
    implements Composed {
  Amsgrad(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(0.9),
        Scalar.of(0.999),
        Scalar.of(1e-8),
        Scalar.of(0),
        null,
        true,
        true);
  }

  public Amsgrad b1(double newB1) {
    return new Amsgrad(
        learningRate,
        Scalar.of(newB1),
        b2,
        eps,
        epsRoot,
        muDtype,
        biasCorrectionMu,
        biasCorrectionNu);
  }

  public Amsgrad b2(double newB2) {
    return new Amsgrad(
        learningRate,
        b1,
        Scalar.of(newB2),
        eps,
        epsRoot,
        muDtype,
        biasCorrectionMu,
        biasCorrectionNu);
  }

  public Amsgrad eps(double newEps) {
    return new Amsgrad(
        learningRate,
        b1,
        b2,
        Scalar.of(newEps),
        epsRoot,
        muDtype,
        biasCorrectionMu,
        biasCorrectionNu);
  }

  public Amsgrad epsRoot(double newEpsRoot) {
    return new Amsgrad(
        learningRate,
        b1,
        b2,
        eps,
        Scalar.of(newEpsRoot),
        muDtype,
        biasCorrectionMu,
        biasCorrectionNu);
  }

  public Amsgrad muDtype(DType newMuDtype) {
    return new Amsgrad(
        learningRate, b1, b2, eps, epsRoot, newMuDtype, biasCorrectionMu, biasCorrectionNu);
  }

  public Amsgrad biasCorrectionMu(boolean newBiasCorrectionMu) {
    return new Amsgrad(
        learningRate, b1, b2, eps, epsRoot, muDtype, newBiasCorrectionMu, biasCorrectionNu);
  }

  public Amsgrad biasCorrectionNu(boolean newBiasCorrectionNu) {
    return new Amsgrad(
        learningRate, b1, b2, eps, epsRoot, muDtype, biasCorrectionMu, newBiasCorrectionNu);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByAmsgrad(b1, b2, eps, epsRoot, muDtype, biasCorrectionMu, biasCorrectionNu),
        LearningRates.scale(learningRate, true));
  }
}
