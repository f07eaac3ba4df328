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
import linum.tree.Records;
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
    return with("b1", Scalar.of(newB1));
  }

  public Sophia b2(double newB2) {
    return with("b2", Scalar.of(newB2));
  }

  public Sophia eps(double newEps) {
    return with("eps", newEps);
  }

  public Sophia weightDecay(double newWeightDecay) {
    return with("weightDecay", Scalar.of(newWeightDecay));
  }

  public Sophia weightDecay(ScalarOrSchedule newWeightDecay) {
    return with("weightDecay", newWeightDecay);
  }

  public Sophia weightDecayMask(BiPredicate<KeyPath, Array> condition) {
    return with("weightDecayMask", Mask.where(condition));
  }

  public Sophia weightDecayMask(Object tree) {
    return with("weightDecayMask", Mask.of(tree));
  }

  public Sophia gamma(double newGamma) {
    return with("gamma", Scalar.of(newGamma));
  }

  public Sophia clipThreshold(double newClipThreshold) {
    return with("clipThreshold", newClipThreshold);
  }

  public Sophia updateInterval(int newUpdateInterval) {
    return with("updateInterval", newUpdateInterval);
  }

  public Sophia hessianDiagonalFn(GradientTransformation newHessianDiagonalFn) {
    return with("hessianDiagonalFn", newHessianDiagonalFn);
  }

  public Sophia muDtype(DType newMuDtype) {
    return with("muDtype", newMuDtype);
  }

  private Sophia with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
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
