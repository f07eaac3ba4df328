package linum.optax;

import java.util.function.BiPredicate;
import linum.core.Array;
import linum.tree.KeyPath;

/// [Adamax] with decay of the weights beside the gradients.
///
/// Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the largest gradient
/// @param eps added to the denominator, outside of the root
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param mask which parameters decay
public record Adamaxw(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    Scalar eps,
    ScalarOrSchedule weightDecay,
    Mask mask)
    implements Composed {
  Adamaxw(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(0.9),
        Scalar.of(0.999),
        Scalar.of(1e-8),
        Scalar.of(1e-4),
        Mask.everything());
  }

  public Adamaxw b1(double newB1) {
    return new Adamaxw(learningRate, Scalar.of(newB1), b2, eps, weightDecay, mask);
  }

  public Adamaxw b2(double newB2) {
    return new Adamaxw(learningRate, b1, Scalar.of(newB2), eps, weightDecay, mask);
  }

  public Adamaxw eps(double newEps) {
    return new Adamaxw(learningRate, b1, b2, Scalar.of(newEps), weightDecay, mask);
  }

  public Adamaxw weightDecay(double newWeightDecay) {
    return new Adamaxw(learningRate, b1, b2, eps, Scalar.of(newWeightDecay), mask);
  }

  public Adamaxw weightDecay(ScalarOrSchedule newWeightDecay) {
    return new Adamaxw(learningRate, b1, b2, eps, newWeightDecay, mask);
  }

  public Adamaxw mask(BiPredicate<KeyPath, Array> condition) {
    return new Adamaxw(learningRate, b1, b2, eps, weightDecay, Mask.where(condition));
  }

  public Adamaxw mask(Object tree) {
    return new Adamaxw(learningRate, b1, b2, eps, weightDecay, Mask.of(tree));
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByAdamax(b1, b2, eps),
        new AddDecayedWeights(weightDecay, mask),
        LearningRates.scale(learningRate, true));
  }
}
