package linum.optax;

import linum.ir.DType;
import linum.tree.Records;
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
    return with("b1", Scalar.of(newB1));
  }

  public Amsgrad b2(double newB2) {
    return with("b2", Scalar.of(newB2));
  }

  public Amsgrad eps(double newEps) {
    return with("eps", Scalar.of(newEps));
  }

  public Amsgrad epsRoot(double newEpsRoot) {
    return with("epsRoot", Scalar.of(newEpsRoot));
  }

  public Amsgrad muDtype(DType newMuDtype) {
    return with("muDtype", newMuDtype);
  }

  public Amsgrad biasCorrectionMu(boolean newBiasCorrectionMu) {
    return with("biasCorrectionMu", newBiasCorrectionMu);
  }

  public Amsgrad biasCorrectionNu(boolean newBiasCorrectionNu) {
    return with("biasCorrectionNu", newBiasCorrectionNu);
  }

  private Amsgrad with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByAmsgrad(b1, b2, eps, epsRoot, muDtype, biasCorrectionMu, biasCorrectionNu),
        LearningRates.scale(learningRate, true));
  }
}
