package linum.optax;

import linum.ir.DType;
import org.jspecify.annotations.Nullable;

/// Steps of one size in the direction of the signs of a mean of gradients.
///
/// Source: Bernstein and others, "signSGD: Compressed Optimisation for Non-Convex Problems", 2018.
///
/// @param learningRate the step size, a number or a schedule
/// @param beta decay of the mean
/// @param accumulatorDtype type of the accumulator; null for the types of the parameters
public record Signum(ScalarOrSchedule learningRate, Scalar beta, @Nullable DType accumulatorDtype)
    implements Composed {
  Signum(ScalarOrSchedule learningRate) {
    this(learningRate, Scalar.of(0.9), null);
  }

  public Signum beta(double newBeta) {
    return new Signum(learningRate, Scalar.of(newBeta), accumulatorDtype);
  }

  public Signum accumulatorDtype(DType newAccumulatorDtype) {
    return new Signum(learningRate, beta, newAccumulatorDtype);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new Ema(beta, false, accumulatorDtype),
        new ScaleBySign(),
        LearningRates.scale(learningRate, true));
  }
}
