package linum.optax;

import java.util.function.BiPredicate;
import linum.core.Array;
import linum.tree.KeyPath;

/// Momentum of gradients and of their differences, over a root of squares.
///
/// Source: Xie and others, "Adan: Adaptive Nesterov Momentum Algorithm", 2022.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of the differences of gradients
/// @param b3 decay of the mean of the squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param mask which parameters decay
public record Adan(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    Scalar b3,
    Scalar eps,
    Scalar epsRoot,
    ScalarOrSchedule weightDecay,
    Mask mask)
    implements Composed {
  Adan(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(0.98),
        Scalar.of(0.92),
        Scalar.of(0.99),
        Scalar.of(1e-8),
        Scalar.of(1e-8),
        Scalar.of(0),
        Mask.everything());
  }

  public Adan b1(double newB1) {
    return new Adan(learningRate, Scalar.of(newB1), b2, b3, eps, epsRoot, weightDecay, mask);
  }

  public Adan b2(double newB2) {
    return new Adan(learningRate, b1, Scalar.of(newB2), b3, eps, epsRoot, weightDecay, mask);
  }

  public Adan b3(double newB3) {
    return new Adan(learningRate, b1, b2, Scalar.of(newB3), eps, epsRoot, weightDecay, mask);
  }

  public Adan eps(double newEps) {
    return new Adan(learningRate, b1, b2, b3, Scalar.of(newEps), epsRoot, weightDecay, mask);
  }

  public Adan epsRoot(double newEpsRoot) {
    return new Adan(learningRate, b1, b2, b3, eps, Scalar.of(newEpsRoot), weightDecay, mask);
  }

  public Adan weightDecay(double newWeightDecay) {
    return new Adan(learningRate, b1, b2, b3, eps, epsRoot, Scalar.of(newWeightDecay), mask);
  }

  public Adan weightDecay(ScalarOrSchedule newWeightDecay) {
    return new Adan(learningRate, b1, b2, b3, eps, epsRoot, newWeightDecay, mask);
  }

  public Adan mask(BiPredicate<KeyPath, Array> condition) {
    return new Adan(learningRate, b1, b2, b3, eps, epsRoot, weightDecay, Mask.where(condition));
  }

  public Adan mask(Object tree) {
    return new Adan(learningRate, b1, b2, b3, eps, epsRoot, weightDecay, Mask.of(tree));
  }

  @Override
  public GradientTransformation transformation() {
    return Chain.of(
        new ScaleByAdan(b1, b2, b3, eps, epsRoot),
        new AddDecayedWeights(weightDecay, mask),
        LearningRates.scale(learningRate, true));
  }
}
