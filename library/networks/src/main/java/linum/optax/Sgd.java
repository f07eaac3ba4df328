package linum.optax;

import linum.ir.DType;
import org.jspecify.annotations.Nullable;

/// Gradient descent, with momentum if asked for.
///
/// Source: Sutskever and others, "On the importance of initialization and momentum in deep
/// learning", 2013.
///
/// @param learningRate the step size, a number or a schedule
/// @param momentum decay of the accumulated updates; null for none
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
/// @param accumulatorDtype type of the accumulator; null for the types of the parameters
public record Sgd(
    ScalarOrSchedule learningRate,
    @Nullable Scalar momentum,
    boolean nesterov,
    @Nullable DType accumulatorDtype)
    implements Composed {
  Sgd(ScalarOrSchedule learningRate) {
    this(learningRate, null, false, null);
  }

  public Sgd momentum(double newMomentum) {
    return new Sgd(learningRate, Scalar.of(newMomentum), nesterov, accumulatorDtype);
  }

  public Sgd nesterov(boolean newNesterov) {
    return new Sgd(learningRate, momentum, newNesterov, accumulatorDtype);
  }

  public Sgd accumulatorDtype(DType newAccumulatorDtype) {
    return new Sgd(learningRate, momentum, nesterov, newAccumulatorDtype);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        momentum == null ? new Identity() : new Trace(momentum, nesterov, accumulatorDtype),
        LearningRates.scale(learningRate, true));
  }
}
