package linum.optax;

import linum.core.Array;

/// Steps relative to the parameters, which keep their size.
///
/// Source: Bernstein and others, "On the distance between two neural networks and the stability of
/// learning", 2020.
///
/// @param learningRate the step size, a number or a schedule
/// @param minNorm norms below count as this
public record Fromage(ScalarOrSchedule learningRate, double minNorm) implements Composed {
  Fromage(ScalarOrSchedule learningRate) {
    this(learningRate, 1e-6);
  }

  public Fromage minNorm(double newMinNorm) {
    return new Fromage(learningRate, newMinNorm);
  }

  @Override
  public GradientTransformation transformation() {
    return switch (learningRate) {
      case Scalar lr -> {
        Scalar shrink = shrink(lr);
        yield parts(lr.times(shrink), shrink.plus(Scalar.of(-1)));
      }
      case Schedule f -> {
        Schedule step = count -> f.apply(count).mul(shrink(f, count));
        Schedule decay = count -> shrink(f, count).sub(1);
        yield parts(step, decay);
      }
    };
  }

  private GradientTransformation parts(ScalarOrSchedule step, ScalarOrSchedule decay) {
    return Chain.of(
        new ScaleByTrustRatio().minNorm(minNorm),
        LearningRates.scale(step, true),
        new AddDecayedWeights(decay));
  }

  // 1 / √(1 + lr²)
  private static Scalar shrink(Scalar lr) {
    return lr.times(lr).plus(Scalar.of(1)).sqrt().reciprocal();
  }

  private static Array shrink(Schedule f, Array count) {
    return shrink(Scalar.of(f.apply(count))).toArray();
  }
}
