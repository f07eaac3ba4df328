package linum.optax;

/// Steps of one size in the direction of the signs of the gradients.
///
/// Source: Bernstein and others, "signSGD: Compressed Optimisation for Non-Convex Problems", 2018.
///
/// @param learningRate the step size, a number or a schedule
public record SignSgd(ScalarOrSchedule learningRate) implements Composed {
  @Override
  public GradientTransformation transformation() {
    return Chain.of(new ScaleBySign(), LearningRates.scale(learningRate, true));
  }
}
