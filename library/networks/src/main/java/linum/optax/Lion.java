package linum.optax;

import java.util.function.BiPredicate;
import linum.core.Array;
import linum.ir.DType;
import linum.tree.KeyPath;
import org.jspecify.annotations.Nullable;

/// Steps of one size, in the direction of the signs of a momentum.
///
/// Source: Chen and others, "Symbolic Discovery of Optimization Algorithms", 2023.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 weight of the momentum in the update
/// @param b2 decay of the momentum
/// @param muDtype type of the first moment; null for the types of the parameters
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param mask which parameters decay
public record Lion(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    @Nullable DType muDtype,
    ScalarOrSchedule weightDecay,
    Mask mask)
    implements Composed {
  Lion(ScalarOrSchedule learningRate) {
    this(learningRate, Scalar.of(0.9), Scalar.of(0.99), null, Scalar.of(1e-3), Mask.everything());
  }

  public Lion b1(double newB1) {
    return new Lion(learningRate, Scalar.of(newB1), b2, muDtype, weightDecay, mask);
  }

  public Lion b2(double newB2) {
    return new Lion(learningRate, b1, Scalar.of(newB2), muDtype, weightDecay, mask);
  }

  public Lion muDtype(DType newMuDtype) {
    return new Lion(learningRate, b1, b2, newMuDtype, weightDecay, mask);
  }

  public Lion weightDecay(double newWeightDecay) {
    return new Lion(learningRate, b1, b2, muDtype, Scalar.of(newWeightDecay), mask);
  }

  public Lion weightDecay(ScalarOrSchedule newWeightDecay) {
    return new Lion(learningRate, b1, b2, muDtype, newWeightDecay, mask);
  }

  public Lion mask(BiPredicate<KeyPath, Array> condition) {
    return new Lion(learningRate, b1, b2, muDtype, weightDecay, Mask.where(condition));
  }

  public Lion mask(Object tree) {
    return new Lion(learningRate, b1, b2, muDtype, weightDecay, Mask.of(tree));
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByLion(b1, b2, muDtype, ScaleByLion.Mode.HARD, Scalar.of(1)),
        new AddDecayedWeights(weightDecay, mask),
        LearningRates.scale(learningRate, true));
  }
}
