package linum.optax;

/// Steps over the root of the sum of all squares of gradients.
///
/// Source: Duchi, Hazan, Singer, "Adaptive Subgradient Methods for Online Learning", 2011.
///
/// @param learningRate the step size, a number or a schedule
/// @param initialAccumulatorValue what the sum starts with
/// @param eps added under the root
public record Adagrad(ScalarOrSchedule learningRate, Scalar initialAccumulatorValue, Scalar eps)
    implements Composed {
  Adagrad(ScalarOrSchedule learningRate) {
    this(learningRate, Scalar.of(0.1), Scalar.of(1e-7));
  }

  public Adagrad initialAccumulatorValue(double newInitialAccumulatorValue) {
    return new Adagrad(learningRate, Scalar.of(newInitialAccumulatorValue), eps);
  }

  public Adagrad eps(double newEps) {
    return new Adagrad(learningRate, initialAccumulatorValue, Scalar.of(newEps));
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByRss(initialAccumulatorValue, eps), LearningRates.scale(learningRate, true));
  }
}
