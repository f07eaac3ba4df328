package linum.optax;

import org.jspecify.annotations.Nullable;

/// L-BFGS: steps along the gradient times an estimate of the inverse Hessian, as long as a line
/// search finds good.
///
/// It needs the loss: `tx.update(grads, state, params,
/// extraArgs().value(v).grad(grads).valueFn(loss))`.
///
/// Source: Nocedal and Wright, "Numerical Optimization", algorithm 7.4.
///
/// @param learningRate the step before the line search; null for 1
/// @param memorySize how many steps are remembered
/// @param scaleInitPrecond whether the estimate starts with the scale of the last step
/// @param linesearch how the length of the step is found; `identity()` for as it is
public record Lbfgs(
    @Nullable ScalarOrSchedule learningRate,
    int memorySize,
    boolean scaleInitPrecond,
    GradientTransformation linesearch)
    implements Composed {
  Lbfgs() {
    this(
        null,
        10,
        true,
        new ScaleByZoomLinesearch(20).initialGuessStrategy(ScaleByZoomLinesearch.InitialGuess.ONE));
  }

  public Lbfgs learningRate(double newLearningRate) {
    return new Lbfgs(Scalar.of(newLearningRate), memorySize, scaleInitPrecond, linesearch);
  }

  public Lbfgs learningRate(ScalarOrSchedule newLearningRate) {
    return new Lbfgs(newLearningRate, memorySize, scaleInitPrecond, linesearch);
  }

  public Lbfgs memorySize(int newMemorySize) {
    return new Lbfgs(learningRate, newMemorySize, scaleInitPrecond, linesearch);
  }

  public Lbfgs scaleInitPrecond(boolean newScaleInitPrecond) {
    return new Lbfgs(learningRate, memorySize, newScaleInitPrecond, linesearch);
  }

  public Lbfgs linesearch(GradientTransformation newLinesearch) {
    return new Lbfgs(learningRate, memorySize, scaleInitPrecond, newLinesearch);
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByLbfgs(memorySize, scaleInitPrecond),
        learningRate == null ? new Scale(Scalar.of(-1)) : LearningRates.scale(learningRate, true),
        linesearch);
  }
}
