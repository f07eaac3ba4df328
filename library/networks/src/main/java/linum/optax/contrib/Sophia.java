package linum.optax.contrib;

import java.util.function.BiPredicate;
import linum.core.Array;
import linum.ir.DType;
import linum.optax.AddDecayedWeights;
import linum.optax.Composed;
import linum.optax.GradientTransformation;
import linum.optax.Mask;
import linum.optax.Optax;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;
import linum.tree.KeyPath;
import org.jspecify.annotations.Nullable;

/// Gradients over an estimate of the diagonal of the Hessian, clipped.
///
/// It needs the loss as a function: `tx.update(grads, state, params, extraArgs().valueFn(loss))`.
///
/// Source: Liu and others, "Sophia: A Scalable Stochastic Second-order Optimizer", 2023.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of the diagonals of Hessians
/// @param eps the least denominator
/// @param weightDecay strength of the decay of the weights; the learning rate multiplies it
/// @param weightDecayMask which parameters decay
/// @param gamma multiplies the diagonal
/// @param clipThreshold the largest element of an update
/// @param updateInterval how many steps there are between two Hessians
/// @param hessianDiagonalFn what estimates the diagonal
/// @param muDtype type of the first moment; null for the types of the parameters
public record Sophia(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    double eps,
    ScalarOrSchedule weightDecay,
    Mask weightDecayMask,
    Scalar gamma,
    double clipThreshold,
    int updateInterval,
    GradientTransformation hessianDiagonalFn,
    @Nullable DType muDtype)
    implements Composed {
  Sophia(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(0.965),
        Scalar.of(0.99),
        1e-8,
        Scalar.of(1e-4),
        Mask.everything(),
        Scalar.of(0.01),
        1,
        10,
        new HutchinsonEstimatorDiagHessian(),
        null);
  }

  public Sophia b1(double newB1) {
    return new Sophia(
        learningRate,
        Scalar.of(newB1),
        b2,
        eps,
        weightDecay,
        weightDecayMask,
        gamma,
        clipThreshold,
        updateInterval,
        hessianDiagonalFn,
        muDtype);
  }

  public Sophia b2(double newB2) {
    return new Sophia(
        learningRate,
        b1,
        Scalar.of(newB2),
        eps,
        weightDecay,
        weightDecayMask,
        gamma,
        clipThreshold,
        updateInterval,
        hessianDiagonalFn,
        muDtype);
  }

  public Sophia eps(double newEps) {
    return new Sophia(
        learningRate,
        b1,
        b2,
        newEps,
        weightDecay,
        weightDecayMask,
        gamma,
        clipThreshold,
        updateInterval,
        hessianDiagonalFn,
        muDtype);
  }

  public Sophia weightDecay(double newWeightDecay) {
    return new Sophia(
        learningRate,
        b1,
        b2,
        eps,
        Scalar.of(newWeightDecay),
        weightDecayMask,
        gamma,
        clipThreshold,
        updateInterval,
        hessianDiagonalFn,
        muDtype);
  }

  public Sophia weightDecay(ScalarOrSchedule newWeightDecay) {
    return new Sophia(
        learningRate,
        b1,
        b2,
        eps,
        newWeightDecay,
        weightDecayMask,
        gamma,
        clipThreshold,
        updateInterval,
        hessianDiagonalFn,
        muDtype);
  }

  public Sophia weightDecayMask(BiPredicate<KeyPath, Array> condition) {
    return new Sophia(
        learningRate,
        b1,
        b2,
        eps,
        weightDecay,
        Mask.where(condition),
        gamma,
        clipThreshold,
        updateInterval,
        hessianDiagonalFn,
        muDtype);
  }

  public Sophia weightDecayMask(Object tree) {
    return new Sophia(
        learningRate,
        b1,
        b2,
        eps,
        weightDecay,
        Mask.of(tree),
        gamma,
        clipThreshold,
        updateInterval,
        hessianDiagonalFn,
        muDtype);
  }

  public Sophia gamma(double newGamma) {
    return new Sophia(
        learningRate,
        b1,
        b2,
        eps,
        weightDecay,
        weightDecayMask,
        Scalar.of(newGamma),
        clipThreshold,
        updateInterval,
        hessianDiagonalFn,
        muDtype);
  }

  public Sophia clipThreshold(double newClipThreshold) {
    return new Sophia(
        learningRate,
        b1,
        b2,
        eps,
        weightDecay,
        weightDecayMask,
        gamma,
        newClipThreshold,
        updateInterval,
        hessianDiagonalFn,
        muDtype);
  }

  public Sophia updateInterval(int newUpdateInterval) {
    return new Sophia(
        learningRate,
        b1,
        b2,
        eps,
        weightDecay,
        weightDecayMask,
        gamma,
        clipThreshold,
        newUpdateInterval,
        hessianDiagonalFn,
        muDtype);
  }

  public Sophia hessianDiagonalFn(GradientTransformation newHessianDiagonalFn) {
    return new Sophia(
        learningRate,
        b1,
        b2,
        eps,
        weightDecay,
        weightDecayMask,
        gamma,
        clipThreshold,
        updateInterval,
        newHessianDiagonalFn,
        muDtype);
  }

  public Sophia muDtype(DType newMuDtype) {
    return new Sophia(
        learningRate,
        b1,
        b2,
        eps,
        weightDecay,
        weightDecayMask,
        gamma,
        clipThreshold,
        updateInterval,
        hessianDiagonalFn,
        newMuDtype);
  }

  @Override
  public GradientTransformation transformation() {
    return Optax.chain(
        new ScaleBySophia(
            b1, b2, eps, gamma, clipThreshold, updateInterval, hessianDiagonalFn, muDtype),
        new AddDecayedWeights(weightDecay, weightDecayMask),
        Optax.scaleByLearningRate(learningRate));
  }
}
