package linum.optax;

import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Steps over the root of the mean of the squares of the gradients.
///
/// Source: Hinton, "Overview of mini-batch gradient descent", 2012.
///
/// @param learningRate the step size, a number or a schedule
/// @param decay decay of the mean of the squares
/// @param eps added to the root, or under it
/// @param initialScale what the mean of the squares starts with
/// @param epsInSqrt whether `eps` is added under the root
/// @param centered whether the variance is taken instead of the mean square
/// @param momentum decay of the accumulated updates; null for none
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
/// @param biasCorrection whether to make up for moments that start at zero
public record Rmsprop(
    ScalarOrSchedule learningRate,
    Scalar decay,
    Scalar eps,
    Scalar initialScale,
    boolean epsInSqrt,
    boolean centered,
    @Nullable Scalar momentum,
    boolean nesterov,
    boolean biasCorrection)
    implements Composed {
  Rmsprop(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(0.9),
        Scalar.of(1e-8),
        Scalar.of(0),
        true,
        false,
        null,
        false,
        false);
  }

  public Rmsprop decay(double newDecay) {
    return with("decay", Scalar.of(newDecay));
  }

  public Rmsprop eps(double newEps) {
    return with("eps", Scalar.of(newEps));
  }

  public Rmsprop initialScale(double newInitialScale) {
    return with("initialScale", Scalar.of(newInitialScale));
  }

  public Rmsprop epsInSqrt(boolean newEpsInSqrt) {
    return with("epsInSqrt", newEpsInSqrt);
  }

  public Rmsprop centered(boolean newCentered) {
    return with("centered", newCentered);
  }

  public Rmsprop momentum(double newMomentum) {
    return with("momentum", Scalar.of(newMomentum));
  }

  public Rmsprop nesterov(boolean newNesterov) {
    return with("nesterov", newNesterov);
  }

  public Rmsprop biasCorrection(boolean newBiasCorrection) {
    return with("biasCorrection", newBiasCorrection);
  }

  private Rmsprop with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public GradientTransformation transformation() {
    GradientTransformation scaling =
        centered
            ? new ScaleByStddev(decay, eps, initialScale, epsInSqrt, biasCorrection)
            : new ScaleByRms(decay, eps, initialScale, epsInSqrt, biasCorrection);
    return Chain.of(
        scaling,
        LearningRates.scale(learningRate, true),
        momentum == null ? new Identity() : new Trace(momentum, nesterov, null));
  }
}
