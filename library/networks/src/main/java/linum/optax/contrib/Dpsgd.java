package linum.optax.contrib;

import linum.optax.Composed;
import linum.optax.GradientTransformation;
import linum.optax.Optax;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;
import linum.optax.Trace;
import linum.random.PrngKey;
import org.jspecify.annotations.Nullable;

/// Gradient descent that bounds what one example can do.
///
/// Gradients have a leading axis for the examples.
///
/// Source: Abadi and others, "Deep Learning with Differential Privacy", 2016.
///
/// @param learningRate the step size, a number or a schedule
/// @param l2NormClip the largest norm of the gradient of an example
/// @param noiseMultiplier the standard deviation of the noise over that norm
/// @param key where the noise starts
/// @param momentum decay of the accumulated updates; null for none
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
public record Dpsgd(
    ScalarOrSchedule learningRate,
    double l2NormClip,
    double noiseMultiplier,
    PrngKey key,
    @Nullable Scalar momentum,
    boolean nesterov)
    implements Composed {
  Dpsgd(ScalarOrSchedule learningRate, double l2NormClip, double noiseMultiplier, PrngKey key) {
    this(learningRate, l2NormClip, noiseMultiplier, key, null, false);
  }

  public Dpsgd momentum(double newMomentum) {
    return new Dpsgd(
        learningRate, l2NormClip, noiseMultiplier, key, Scalar.of(newMomentum), nesterov);
  }

  public Dpsgd nesterov(boolean newNesterov) {
    return new Dpsgd(learningRate, l2NormClip, noiseMultiplier, key, momentum, newNesterov);
  }

  @Override
  public GradientTransformation transformation() {
    return Optax.chain(
        new DifferentiallyPrivateAggregate(l2NormClip, noiseMultiplier, key),
        momentum == null ? Optax.identity() : new Trace(momentum, nesterov, null),
        Optax.scaleByLearningRate(learningRate));
  }
}
