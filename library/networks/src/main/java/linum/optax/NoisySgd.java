package linum.optax;

import linum.random.PrngKey;

/// Gradient descent with noise that gets smaller.
///
/// Source: Neelakantan and others, "Adding Gradient Noise Improves Learning for Very Deep
/// Networks", 2014.
///
/// @param learningRate the step size, a number or a schedule
/// @param eta the variance of the noise at the first step
/// @param gamma how fast it falls
/// @param key where the noise starts
public record NoisySgd(ScalarOrSchedule learningRate, Scalar eta, Scalar gamma, PrngKey key)
    implements Composed {
  NoisySgd(ScalarOrSchedule learningRate) {
    this(learningRate, Scalar.of(0.01), Scalar.of(0.55), PrngKey.key(0));
  }

  public NoisySgd eta(double newEta) {
    return new NoisySgd(learningRate, Scalar.of(newEta), gamma, key);
  }

  public NoisySgd gamma(double newGamma) {
    return new NoisySgd(learningRate, eta, Scalar.of(newGamma), key);
  }

  public NoisySgd key(PrngKey newKey) {
    return new NoisySgd(learningRate, eta, gamma, newKey);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(new AddNoise(eta, gamma, key), LearningRates.scale(learningRate, true));
  }
}
