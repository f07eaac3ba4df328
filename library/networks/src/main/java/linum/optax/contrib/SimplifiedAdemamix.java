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
    return new SimplifiedAdemamix(
        learningRate, Scalar.of(newB1), b2, alpha, eps, epsRoot, weightDecay, mask);
  }

  public SimplifiedAdemamix b2(double newB2) {
    return new SimplifiedAdemamix(
        learningRate, b1, Scalar.of(newB2), alpha, eps, epsRoot, weightDecay, mask);
  }

  public SimplifiedAdemamix alpha(double newAlpha) {
    return new SimplifiedAdemamix(
        learningRate, b1, b2, Scalar.of(newAlpha), eps, epsRoot, weightDecay, mask);
  }

  public SimplifiedAdemamix alpha(ScalarOrSchedule newAlpha) {
    return new SimplifiedAdemamix(learningRate, b1, b2, newAlpha, eps, epsRoot, weightDecay, mask);
  }

  public SimplifiedAdemamix eps(double newEps) {
    return new SimplifiedAdemamix(
        learningRate, b1, b2, alpha, Scalar.of(newEps), epsRoot, weightDecay, mask);
  }

  public SimplifiedAdemamix epsRoot(double newEpsRoot) {
    return new SimplifiedAdemamix(
        learningRate, b1, b2, alpha, eps, Scalar.of(newEpsRoot), weightDecay, mask);
  }

  public SimplifiedAdemamix weightDecay(double newWeightDecay) {
    return new SimplifiedAdemamix(
        learningRate, b1, b2, alpha, eps, epsRoot, Scalar.of(newWeightDecay), mask);
  }

  public SimplifiedAdemamix weightDecay(ScalarOrSchedule newWeightDecay) {
    return new SimplifiedAdemamix(learningRate, b1, b2, alpha, eps, epsRoot, newWeightDecay, mask);
  }

  public SimplifiedAdemamix mask(BiPredicate<KeyPath, Array> condition) {
    return new SimplifiedAdemamix(
        learningRate, b1, b2, alpha, eps, epsRoot, weightDecay, Mask.where(condition));
  }

  public SimplifiedAdemamix mask(Object tree) {
    return new SimplifiedAdemamix(
        learningRate, b1, b2, alpha, eps, epsRoot, weightDecay, Mask.of(tree));
  }

  @Override
  public GradientTransformation transformation() {
    return Optax.chain(
        new ScaleBySimplifiedAdemamix(b1, b2, alpha, eps, epsRoot),
        new AddDecayedWeights(weightDecay, mask),
        Optax.scaleByLearningRate(learningRate));
  }
}
