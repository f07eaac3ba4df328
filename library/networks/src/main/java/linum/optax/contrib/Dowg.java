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
import org.jspecify.annotations.Nullable;

/// Gradient descent with steps of the distance come, weighted: there is no learning rate.
///
/// Source: Khaled, Mishchenko, Jin, "DoWG Unleashed", 2023.
///
/// @param learningRate the step size, a number or a schedule
/// @param initEstimSqDist the first squared distance; null for `eps`
/// @param eps added to the root
/// @param weightDecay strength of the decay of the weights; null for none
/// @param mask which parameters decay
public record Dowg(
    ScalarOrSchedule learningRate,
    @Nullable Double initEstimSqDist,
    double eps,
    @Nullable ScalarOrSchedule weightDecay,
    Mask mask)
    implements Composed {
  Dowg(ScalarOrSchedule learningRate) {
    this(learningRate, null, 1e-4, null, Mask.everything());
  }

  public Dowg initEstimSqDist(double newInitEstimSqDist) {
    return new Dowg(learningRate, newInitEstimSqDist, eps, weightDecay, mask);
  }

  public Dowg eps(double newEps) {
    return new Dowg(learningRate, initEstimSqDist, newEps, weightDecay, mask);
  }

  public Dowg weightDecay(double newWeightDecay) {
    return new Dowg(learningRate, initEstimSqDist, eps, Scalar.of(newWeightDecay), mask);
  }

  public Dowg weightDecay(ScalarOrSchedule newWeightDecay) {
    return new Dowg(learningRate, initEstimSqDist, eps, newWeightDecay, mask);
  }

  public Dowg mask(BiPredicate<KeyPath, Array> condition) {
    return new Dowg(learningRate, initEstimSqDist, eps, weightDecay, Mask.where(condition));
  }

  public Dowg mask(Object tree) {
    return new Dowg(learningRate, initEstimSqDist, eps, weightDecay, Mask.of(tree));
  }

  @Override
  public GradientTransformation transformation() {
    return Optax.chain(
        weightDecay == null ? Optax.identity() : new AddDecayedWeights(weightDecay, mask),
        new ScaleByDowg(initEstimSqDist, eps),
        Optax.scaleByLearningRate(learningRate));
  }
}
