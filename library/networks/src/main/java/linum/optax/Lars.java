package linum.optax;

import java.util.function.BiPredicate;
import linum.core.Array;
import linum.tree.KeyPath;

/// Steps relative to the parameters, array by array, with momentum: for large batches.
///
/// Source: You, Gitman, Ginsburg, "Large Batch Training of Convolutional Networks", 2017.
///
/// @param learningRate the step size, a number or a schedule
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param weightDecayMask which parameters decay
/// @param trustCoefficient a step over its parameter
/// @param eps added to the norm of the update
/// @param trustRatioMask which parameters have relative steps
/// @param momentum decay of the accumulated updates
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
public record Lars(
    ScalarOrSchedule learningRate,
    ScalarOrSchedule weightDecay,
    Mask weightDecayMask,
    Scalar trustCoefficient,
    Scalar eps,
    Mask trustRatioMask,
    Scalar momentum,
    boolean nesterov)
    implements Composed {
  Lars(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(0),
        Mask.everything(),
        Scalar.of(1e-3),
        Scalar.of(0),
        Mask.everything(),
        Scalar.of(0.9),
        false);
  }

  public Lars weightDecay(double newWeightDecay) {
    return new Lars(
        learningRate,
        Scalar.of(newWeightDecay),
        weightDecayMask,
        trustCoefficient,
        eps,
        trustRatioMask,
        momentum,
        nesterov);
  }

  public Lars weightDecay(ScalarOrSchedule newWeightDecay) {
    return new Lars(
        learningRate,
        newWeightDecay,
        weightDecayMask,
        trustCoefficient,
        eps,
        trustRatioMask,
        momentum,
        nesterov);
  }

  public Lars weightDecayMask(BiPredicate<KeyPath, Array> condition) {
    return new Lars(
        learningRate,
        weightDecay,
        Mask.where(condition),
        trustCoefficient,
        eps,
        trustRatioMask,
        momentum,
        nesterov);
  }

  public Lars weightDecayMask(Object tree) {
    return new Lars(
        learningRate,
        weightDecay,
        Mask.of(tree),
        trustCoefficient,
        eps,
        trustRatioMask,
        momentum,
        nesterov);
  }

  public Lars trustCoefficient(double newTrustCoefficient) {
    return new Lars(
        learningRate,
        weightDecay,
        weightDecayMask,
        Scalar.of(newTrustCoefficient),
        eps,
        trustRatioMask,
        momentum,
        nesterov);
  }

  public Lars eps(double newEps) {
    return new Lars(
        learningRate,
        weightDecay,
        weightDecayMask,
        trustCoefficient,
        Scalar.of(newEps),
        trustRatioMask,
        momentum,
        nesterov);
  }

  public Lars trustRatioMask(BiPredicate<KeyPath, Array> condition) {
    return new Lars(
        learningRate,
        weightDecay,
        weightDecayMask,
        trustCoefficient,
        eps,
        Mask.where(condition),
        momentum,
        nesterov);
  }

  public Lars trustRatioMask(Object tree) {
    return new Lars(
        learningRate,
        weightDecay,
        weightDecayMask,
        trustCoefficient,
        eps,
        Mask.of(tree),
        momentum,
        nesterov);
  }

  public Lars momentum(double newMomentum) {
    return new Lars(
        learningRate,
        weightDecay,
        weightDecayMask,
        trustCoefficient,
        eps,
        trustRatioMask,
        Scalar.of(newMomentum),
        nesterov);
  }

  public Lars nesterov(boolean newNesterov) {
    return new Lars(
        learningRate,
        weightDecay,
        weightDecayMask,
        trustCoefficient,
        eps,
        trustRatioMask,
        momentum,
        newNesterov);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new Masked(new AddDecayedWeights(weightDecay), weightDecayMask, false),
        new Masked(new ScaleByTrustRatio(0, trustCoefficient, eps), trustRatioMask, false),
        LearningRates.scale(learningRate, true),
        new Trace(momentum, nesterov, null));
  }
}
