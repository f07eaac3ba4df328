package linum.optax.contrib;

import java.util.function.BiPredicate;
import linum.core.Array;
import linum.optax.AddDecayedWeights;
import linum.optax.Composed;
import linum.optax.GradientTransformation;
import linum.optax.Mask;
import linum.optax.Optax;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;
import linum.tree.KeyPath;

/// AdaBelief that divides by the root of the step before.
///
/// Source: Zhuang and others, "Momentum Centering and Asynchronous Update for Adaptive Gradient
/// Methods", 2021.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param epsRoot added under the root, which keeps it differentiable at zero
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param mask which parameters decay
public record Acprop(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    Scalar eps,
    Scalar epsRoot,
    ScalarOrSchedule weightDecay,
    Mask mask)
    implements Composed {
  Acprop(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(0.9),
        Scalar.of(0.999),
        Scalar.of(1e-16),
        Scalar.of(1e-16),
        Scalar.of(0),
        Mask.everything());
  }

  public Acprop b1(double newB1) {
    return new Acprop(learningRate, Scalar.of(newB1), b2, eps, epsRoot, weightDecay, mask);
  }

  public Acprop b2(double newB2) {
    return new Acprop(learningRate, b1, Scalar.of(newB2), eps, epsRoot, weightDecay, mask);
  }

  public Acprop eps(double newEps) {
    return new Acprop(learningRate, b1, b2, Scalar.of(newEps), epsRoot, weightDecay, mask);
  }

  public Acprop epsRoot(double newEpsRoot) {
    return new Acprop(learningRate, b1, b2, eps, Scalar.of(newEpsRoot), weightDecay, mask);
  }

  public Acprop weightDecay(double newWeightDecay) {
    return new Acprop(learningRate, b1, b2, eps, epsRoot, Scalar.of(newWeightDecay), mask);
  }

  public Acprop weightDecay(ScalarOrSchedule newWeightDecay) {
    return new Acprop(learningRate, b1, b2, eps, epsRoot, newWeightDecay, mask);
  }

  public Acprop mask(BiPredicate<KeyPath, Array> condition) {
    return new Acprop(learningRate, b1, b2, eps, epsRoot, weightDecay, Mask.where(condition));
  }

  public Acprop mask(Object tree) {
    return new Acprop(learningRate, b1, b2, eps, epsRoot, weightDecay, Mask.of(tree));
  }

  @Override
  public GradientTransformation transformation() {
    return Optax.chain(
        new ScaleByAcprop(b1, b2, eps, epsRoot),
        new AddDecayedWeights(weightDecay, mask),
        Optax.scaleByLearningRate(learningRate));
  }
}
