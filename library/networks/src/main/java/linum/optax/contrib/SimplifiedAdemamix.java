package linum.optax.contrib;

import java.util.function.BiPredicate;
import linum.core.Array;
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

/// AdEMAMix with one sum in place of two means.
///
/// Source: Morwani and others, "Connections between Schedule-Free Optimizers, AdEMAMix, and
/// Accelerated SGD Variants", 2025.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the sum of the gradients
/// @param b2 decay of the mean of their squares
/// @param alpha weight of the last gradient
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param mask which parameters decay
public record SimplifiedAdemamix(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    ScalarOrSchedule alpha,
    Scalar eps,
    Scalar epsRoot,
    ScalarOrSchedule weightDecay,
    Mask mask)
    implements Composed {
  SimplifiedAdemamix(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(0.99),
        Scalar.of(0.95),
        Scalar.of(0),
        Scalar.of(1e-8),
        Scalar.of(0),
        Scalar.of(0),
        Mask.everything());
  }

  public SimplifiedAdemamix b1(double newB1) {
    return with("b1", Scalar.of(newB1));
  }

  public SimplifiedAdemamix b2(double newB2) {
    return with("b2", Scalar.of(newB2));
  }

  public SimplifiedAdemamix alpha(double newAlpha) {
    return with("alpha", Scalar.of(newAlpha));
  }

  public SimplifiedAdemamix alpha(ScalarOrSchedule newAlpha) {
    return with("alpha", newAlpha);
  }

  public SimplifiedAdemamix eps(double newEps) {
    return with("eps", Scalar.of(newEps));
  }

  public SimplifiedAdemamix epsRoot(double newEpsRoot) {
    return with("epsRoot", Scalar.of(newEpsRoot));
  }

  public SimplifiedAdemamix weightDecay(double newWeightDecay) {
    return with("weightDecay", Scalar.of(newWeightDecay));
  }

  public SimplifiedAdemamix weightDecay(ScalarOrSchedule newWeightDecay) {
    return with("weightDecay", newWeightDecay);
  }

  public SimplifiedAdemamix mask(BiPredicate<KeyPath, Array> condition) {
    return with("mask", Mask.where(condition));
  }

  public SimplifiedAdemamix mask(Object tree) {
    return with("mask", Mask.of(tree));
  }

  private SimplifiedAdemamix with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public GradientTransformation transformation() {
    return Optax.chain(
        new ScaleBySimplifiedAdemamix(b1, b2, alpha, eps, epsRoot),
        new AddDecayedWeights(weightDecay, mask),
        Optax.scaleByLearningRate(learningRate));
  }
}
