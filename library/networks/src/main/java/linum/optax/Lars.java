package linum.optax;

import java.util.function.BiPredicate;
import linum.core.Array;
import linum.tree.KeyPath;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

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
    return with("weightDecay", Scalar.of(newWeightDecay));
  }

  public Lars weightDecay(ScalarOrSchedule newWeightDecay) {
    return with("weightDecay", newWeightDecay);
  }

  public Lars weightDecayMask(BiPredicate<KeyPath, Array> condition) {
    return with("weightDecayMask", Mask.where(condition));
  }

  public Lars weightDecayMask(Object tree) {
    return with("weightDecayMask", Mask.of(tree));
  }

  public Lars trustCoefficient(double newTrustCoefficient) {
    return with("trustCoefficient", Scalar.of(newTrustCoefficient));
  }

  public Lars eps(double newEps) {
    return with("eps", Scalar.of(newEps));
  }

  public Lars trustRatioMask(BiPredicate<KeyPath, Array> condition) {
    return with("trustRatioMask", Mask.where(condition));
  }

  public Lars trustRatioMask(Object tree) {
    return with("trustRatioMask", Mask.of(tree));
  }

  public Lars momentum(double newMomentum) {
    return with("momentum", Scalar.of(newMomentum));
  }

  public Lars nesterov(boolean newNesterov) {
    return with("nesterov", newNesterov);
  }

  private Lars with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
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
