package linum.optax;

import java.util.function.BiPredicate;
import linum.core.Array;
import linum.ir.DType;
import linum.tree.KeyPath;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Adam with decay of the weights beside the gradients.
///
/// Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param muDtype type of the first moment; null for the types of the parameters
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param mask which parameters decay
public record Adamw(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    Scalar eps,
    Scalar epsRoot,
    @Nullable DType muDtype,
    boolean nesterov,
    ScalarOrSchedule weightDecay,
    Mask mask)
    implements Composed {
  Adamw(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(0.9),
        Scalar.of(0.999),
        Scalar.of(1e-8),
        Scalar.of(0),
        null,
        false,
        Scalar.of(1e-4),
        Mask.everything());
  }

  public Adamw b1(double newB1) {
    return with("b1", Scalar.of(newB1));
  }

  public Adamw b2(double newB2) {
    return with("b2", Scalar.of(newB2));
  }

  public Adamw eps(double newEps) {
    return with("eps", Scalar.of(newEps));
  }

  public Adamw epsRoot(double newEpsRoot) {
    return with("epsRoot", Scalar.of(newEpsRoot));
  }

  public Adamw muDtype(DType newMuDtype) {
    return with("muDtype", newMuDtype);
  }

  public Adamw nesterov(boolean newNesterov) {
    return with("nesterov", newNesterov);
  }

  public Adamw weightDecay(double newWeightDecay) {
    return with("weightDecay", Scalar.of(newWeightDecay));
  }

  public Adamw weightDecay(ScalarOrSchedule newWeightDecay) {
    return with("weightDecay", newWeightDecay);
  }

  public Adamw mask(BiPredicate<KeyPath, Array> condition) {
    return with("mask", Mask.where(condition));
  }

  public Adamw mask(Object tree) {
    return with("mask", Mask.of(tree));
  }

  private Adamw with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByAdam(b1, b2, eps, epsRoot, muDtype, nesterov),
        new AddDecayedWeights(weightDecay, mask),
        LearningRates.scale(learningRate, true));
  }
}
