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

/// Steps by betting on coins.
///
/// Source: Orabona and Tommasi, "Training Deep Networks without Learning Rates Through Coin
/// Betting", 2017.
///
/// @param learningRate the step size, a number or a schedule
/// @param alpha how careful the first steps are
/// @param eps what the scales start with
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param mask which parameters decay
public record Cocob(
    ScalarOrSchedule learningRate,
    double alpha,
    double eps,
    ScalarOrSchedule weightDecay,
    Mask mask)
    implements Composed {
  Cocob(ScalarOrSchedule learningRate) {
    this(learningRate, 100, 1e-8, Scalar.of(0), Mask.everything());
  }

  public Cocob alpha(double newAlpha) {
    return new Cocob(learningRate, newAlpha, eps, weightDecay, mask);
  }

  public Cocob eps(double newEps) {
    return new Cocob(learningRate, alpha, newEps, weightDecay, mask);
  }

  public Cocob weightDecay(double newWeightDecay) {
    return new Cocob(learningRate, alpha, eps, Scalar.of(newWeightDecay), mask);
  }

  public Cocob weightDecay(ScalarOrSchedule newWeightDecay) {
    return new Cocob(learningRate, alpha, eps, newWeightDecay, mask);
  }

  public Cocob mask(BiPredicate<KeyPath, Array> condition) {
    return new Cocob(learningRate, alpha, eps, weightDecay, Mask.where(condition));
  }

  public Cocob mask(Object tree) {
    return new Cocob(learningRate, alpha, eps, weightDecay, Mask.of(tree));
  }

  @Override
  public GradientTransformation transformation() {
    return Optax.chain(
        new AddDecayedWeights(weightDecay, mask),
        Optax.scaleByLearningRate(learningRate, false),
        new ScaleByCocob(alpha, eps));
  }
}
