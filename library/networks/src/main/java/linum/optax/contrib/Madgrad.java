package linum.optax.contrib;

import linum.optax.Composed;
import linum.optax.GradientTransformation;
import linum.optax.Optax;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;

/// Dual averaging with cube roots and momentum.
///
/// Source: Defazio and Jelassi, "Adaptivity without Compromise", 2021.
///
/// @param learningRate the step size, a number or a schedule
/// @param momentum how much of the parameters stays
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param eps added to the cube root, and to the learning rate
public record Madgrad(
    ScalarOrSchedule learningRate, Scalar momentum, ScalarOrSchedule weightDecay, double eps)
    implements Composed {
  Madgrad(ScalarOrSchedule learningRate) {
    this(learningRate, Scalar.of(0.9), Scalar.of(0), 1e-6);
  }

  public Madgrad momentum(double newMomentum) {
    return new Madgrad(learningRate, Scalar.of(newMomentum), weightDecay, eps);
  }

  public Madgrad weightDecay(double newWeightDecay) {
    return new Madgrad(learningRate, momentum, Scalar.of(newWeightDecay), eps);
  }

  public Madgrad weightDecay(ScalarOrSchedule newWeightDecay) {
    return new Madgrad(learningRate, momentum, newWeightDecay, eps);
  }

  public Madgrad eps(double newEps) {
    return new Madgrad(learningRate, momentum, weightDecay, newEps);
  }

  @Override
  public GradientTransformation transformation() {
    return Optax.chain(
        Optax.addDecayedWeights(weightDecay), new ScaleByMadgrad(learningRate, momentum, eps));
  }
}
