package linum.optax;

import java.util.function.BiPredicate;
import linum.core.Array;
import linum.tree.KeyPath;

/// Adam with steps relative to the parameters, array by array: for large batches.
///
/// Source: You and others, "Large Batch Optimization for Deep Learning", 2020.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param mask which parameters decay
public record Lamb(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    Scalar eps,
    Scalar epsRoot,
    ScalarOrSchedule weightDecay,
    Mask mask)
    implements Composed {
  Lamb(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(0.9),
        Scalar.of(0.999),
        Scalar.of(1e-6),
        Scalar.of(0),
        Scalar.of(0),
        Mask.everything());
  }

  public Lamb b1(double newB1) {
    return new Lamb(learningRate, Scalar.of(newB1), b2, eps, epsRoot, weightDecay, mask);
  }

  public Lamb b2(double newB2) {
    return new Lamb(learningRate, b1, Scalar.of(newB2), eps, epsRoot, weightDecay, mask);
  }

  public Lamb eps(double newEps) {
    return new Lamb(learningRate, b1, b2, Scalar.of(newEps), epsRoot, weightDecay, mask);
  }

  public Lamb epsRoot(double newEpsRoot) {
    return new Lamb(learningRate, b1, b2, eps, Scalar.of(newEpsRoot), weightDecay, mask);
  }

  public Lamb weightDecay(double newWeightDecay) {
    return new Lamb(learningRate, b1, b2, eps, epsRoot, Scalar.of(newWeightDecay), mask);
  }

  public Lamb weightDecay(ScalarOrSchedule newWeightDecay) {
    return new Lamb(learningRate, b1, b2, eps, epsRoot, newWeightDecay, mask);
  }

  public Lamb mask(BiPredicate<KeyPath, Array> condition) {
    return new Lamb(learningRate, b1, b2, eps, epsRoot, weightDecay, Mask.where(condition));
  }

  public Lamb mask(Object tree) {
    return new Lamb(learningRate, b1, b2, eps, epsRoot, weightDecay, Mask.of(tree));
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByAdam(b1, b2, eps, epsRoot, null, false),
        new AddDecayedWeights(weightDecay, mask),
        new ScaleByTrustRatio(),
        LearningRates.scale(learningRate, true));
  }
}
