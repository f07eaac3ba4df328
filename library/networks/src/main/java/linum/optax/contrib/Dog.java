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

/// Gradient descent with steps of the distance come over the size of the gradients: there is no
/// learning rate.
///
/// Use it with an average of the parameters.
///
/// Source: Ivgi, Hinder, Carmon, "DoG is SGD's Best Friend", 2023.
///
/// @param learningRate the step size, a number or a schedule
/// @param initStep the first step
/// @param eps added under the root
/// @param weightDecay strength of the decay of the weights; null for none
/// @param mask which parameters decay
public record Dog(
    ScalarOrSchedule learningRate,
    InitStep initStep,
    double eps,
    @Nullable ScalarOrSchedule weightDecay,
    Mask mask)
    implements Composed {
  Dog(ScalarOrSchedule learningRate) {
    this(learningRate, new InitStep.Heuristic(1e-6), 1e-8, null, Mask.everything());
  }

  public Dog initStep(InitStep newInitStep) {
    return new Dog(learningRate, newInitStep, eps, weightDecay, mask);
  }

  public Dog eps(double newEps) {
    return new Dog(learningRate, initStep, newEps, weightDecay, mask);
  }

  public Dog weightDecay(double newWeightDecay) {
    return new Dog(learningRate, initStep, eps, Scalar.of(newWeightDecay), mask);
  }

  public Dog weightDecay(ScalarOrSchedule newWeightDecay) {
    return new Dog(learningRate, initStep, eps, newWeightDecay, mask);
  }

  public Dog mask(BiPredicate<KeyPath, Array> condition) {
    return new Dog(learningRate, initStep, eps, weightDecay, Mask.where(condition));
  }

  public Dog mask(Object tree) {
    return new Dog(learningRate, initStep, eps, weightDecay, Mask.of(tree));
  }

  @Override
  public GradientTransformation transformation() {
    return Optax.chain(
        weightDecay == null ? Optax.identity() : new AddDecayedWeights(weightDecay, mask),
        new ScaleByDog(initStep, eps),
        Optax.scaleByLearningRate(learningRate));
  }
}
