package linum.optax;

import java.util.function.BiPredicate;
import linum.core.Array;
import linum.tree.KeyPath;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Adam with the squares of what the momentum did not foresee.
///
/// Source: Zhuang and others, "AdaBelief Optimizer", 2020.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param weightDecay strength of the decay of the weights; null for none
/// @param mask which parameters decay
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
public record Adabelief(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    Scalar eps,
    Scalar epsRoot,
    @Nullable ScalarOrSchedule weightDecay,
    Mask mask,
    boolean nesterov)
    implements Composed {
  Adabelief(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(0.9),
        Scalar.of(0.999),
        Scalar.of(1e-16),
        Scalar.of(1e-16),
        null,
        Mask.everything(),
        false);
  }

  public Adabelief b1(double newB1) {
    return with("b1", Scalar.of(newB1));
  }

  public Adabelief b2(double newB2) {
    return with("b2", Scalar.of(newB2));
  }

  public Adabelief eps(double newEps) {
    return with("eps", Scalar.of(newEps));
  }

  public Adabelief epsRoot(double newEpsRoot) {
    return with("epsRoot", Scalar.of(newEpsRoot));
  }

  public Adabelief weightDecay(double newWeightDecay) {
    return with("weightDecay", Scalar.of(newWeightDecay));
  }

  public Adabelief weightDecay(ScalarOrSchedule newWeightDecay) {
    return with("weightDecay", newWeightDecay);
  }

  public Adabelief mask(BiPredicate<KeyPath, Array> condition) {
    return with("mask", Mask.where(condition));
  }

  public Adabelief mask(Object tree) {
    return with("mask", Mask.of(tree));
  }

  public Adabelief nesterov(boolean newNesterov) {
    return with("nesterov", newNesterov);
  }

  private Adabelief with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public GradientTransformation transformation() {
    GradientTransformation scaled = new ScaleByBelief(b1, b2, eps, epsRoot, nesterov);
    GradientTransformation step = LearningRates.scale(learningRate, true);
    return weightDecay == null
        ? Chain.of(scaled, step)
        : Chain.of(scaled, new AddDecayedWeights(weightDecay, mask), step);
  }
}
