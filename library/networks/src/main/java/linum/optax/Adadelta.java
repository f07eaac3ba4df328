package linum.optax;

import java.util.function.BiPredicate;
import linum.core.Array;
import linum.tree.KeyPath;
import org.jspecify.annotations.Nullable;

/// Steps of the size of former steps: Adadelta.
///
/// Source: Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012.
///
/// @param learningRate multiplies all steps, a number or a schedule; null for 1, uphill
/// @param rho decay of both means
/// @param eps added under both roots
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param mask which parameters decay
public record Adadelta(
    @Nullable ScalarOrSchedule learningRate,
    Scalar rho,
    Scalar eps,
    ScalarOrSchedule weightDecay,
    Mask mask)
    implements Composed {
  Adadelta() {
    this(null, Scalar.of(0.9), Scalar.of(1e-6), Scalar.of(0), Mask.everything());
  }

  public Adadelta learningRate(double newLearningRate) {
    return new Adadelta(Scalar.of(newLearningRate), rho, eps, weightDecay, mask);
  }

  public Adadelta learningRate(ScalarOrSchedule newLearningRate) {
    return new Adadelta(newLearningRate, rho, eps, weightDecay, mask);
  }

  public Adadelta rho(double newRho) {
    return new Adadelta(learningRate, Scalar.of(newRho), eps, weightDecay, mask);
  }

  public Adadelta eps(double newEps) {
    return new Adadelta(learningRate, rho, Scalar.of(newEps), weightDecay, mask);
  }

  public Adadelta weightDecay(double newWeightDecay) {
    return new Adadelta(learningRate, rho, eps, Scalar.of(newWeightDecay), mask);
  }

  public Adadelta weightDecay(ScalarOrSchedule newWeightDecay) {
    return new Adadelta(learningRate, rho, eps, newWeightDecay, mask);
  }

  public Adadelta mask(BiPredicate<KeyPath, Array> condition) {
    return new Adadelta(learningRate, rho, eps, weightDecay, Mask.where(condition));
  }

  public Adadelta mask(Object tree) {
    return new Adadelta(learningRate, rho, eps, weightDecay, Mask.of(tree));
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new AddDecayedWeights(weightDecay, mask),
        new ScaleByAdadelta(rho, eps),
        LearningRates.scale(learningRate, true));
  }
}
