package linum.optax.contrib;

import java.util.function.BiPredicate;
import linum.core.Array;
import linum.ir.DType;
import linum.optax.AddDecayedWeights;
import linum.optax.Composed;
import linum.optax.GradientTransformation;
import linum.optax.Mask;
import linum.optax.Optax;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;
import linum.tree.KeyPath;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Adam with a second, much slower mean of the gradients.
///
/// Source: Pagliardini, Ablin, Grangier, "The AdEMAMix Optimizer", 2024.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param b3 decay of the slow mean of the gradients
/// @param alpha weight of the slow mean
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param muDtype type of the first moment; null for the types of the parameters
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param mask which parameters decay
public record Ademamix(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    ScalarOrSchedule b3,
    ScalarOrSchedule alpha,
    Scalar eps,
    Scalar epsRoot,
    @Nullable DType muDtype,
    ScalarOrSchedule weightDecay,
    Mask mask)
    implements Composed {
  Ademamix(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(0.9),
        Scalar.of(0.999),
        Scalar.of(0.9999),
        Scalar.of(5),
        Scalar.of(1e-8),
        Scalar.of(0),
        null,
        Scalar.of(0),
        Mask.everything());
  }

  public Ademamix b1(double newB1) {
    return with("b1", Scalar.of(newB1));
  }

  public Ademamix b2(double newB2) {
    return with("b2", Scalar.of(newB2));
  }

  public Ademamix b3(double newB3) {
    return with("b3", Scalar.of(newB3));
  }

  public Ademamix b3(ScalarOrSchedule newB3) {
    return with("b3", newB3);
  }

  public Ademamix alpha(double newAlpha) {
    return with("alpha", Scalar.of(newAlpha));
  }

  public Ademamix alpha(ScalarOrSchedule newAlpha) {
    return with("alpha", newAlpha);
  }

  public Ademamix eps(double newEps) {
    return with("eps", Scalar.of(newEps));
  }

  public Ademamix epsRoot(double newEpsRoot) {
    return with("epsRoot", Scalar.of(newEpsRoot));
  }

  public Ademamix muDtype(DType newMuDtype) {
    return with("muDtype", newMuDtype);
  }

  public Ademamix weightDecay(double newWeightDecay) {
    return with("weightDecay", Scalar.of(newWeightDecay));
  }

  public Ademamix weightDecay(ScalarOrSchedule newWeightDecay) {
    return with("weightDecay", newWeightDecay);
  }

  public Ademamix mask(BiPredicate<KeyPath, Array> condition) {
    return with("mask", Mask.where(condition));
  }

  public Ademamix mask(Object tree) {
    return with("mask", Mask.of(tree));
  }

  private Ademamix with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public GradientTransformation transformation() {
    return Optax.chain(
        new ScaleByAdemamix(b1, b2, b3, alpha, eps, epsRoot, muDtype),
        new AddDecayedWeights(weightDecay, mask),
        Optax.scaleByLearningRate(learningRate));
  }
}
