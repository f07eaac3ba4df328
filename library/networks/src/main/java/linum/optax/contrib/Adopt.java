package linum.optax.contrib;

import linum.ir.DType;
import linum.optax.Composed;
import linum.optax.GradientTransformation;
import linum.optax.Optax;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;
import linum.optax.Schedule;
import org.jspecify.annotations.Nullable;

/// Adam that converges with any `b2`.
///
/// Source: Taniguchi and others, "ADOPT: Modified Adam Can Converge with Any β2 with the Optimal
/// Rate", 2024.
///
/// @param learningRate the step size, a number or a schedule
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps the least denominator
/// @param muDtype type of the first moment; null for the types of the parameters
/// @param nesterov whether to look one step ahead, as Nesterov's momentum does
/// @param useClipping whether updates are clipped
/// @param clipValueFn how large an element may be
public record Adopt(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    double eps,
    @Nullable DType muDtype,
    boolean nesterov,
    boolean useClipping,
    Schedule clipValueFn)
    implements Composed {
  Adopt(ScalarOrSchedule learningRate) {
    this(
        learningRate,
        Scalar.of(0.9),
        Scalar.of(0.9999),
        1e-6,
        null,
        false,
        true,
        count -> count.astype(DType.FLOAT32).pow(0.25));
  }

  public Adopt b1(double newB1) {
    return new Adopt(
        learningRate, Scalar.of(newB1), b2, eps, muDtype, nesterov, useClipping, clipValueFn);
  }

  public Adopt b2(double newB2) {
    return new Adopt(
        learningRate, b1, Scalar.of(newB2), eps, muDtype, nesterov, useClipping, clipValueFn);
  }

  public Adopt eps(double newEps) {
    return new Adopt(learningRate, b1, b2, newEps, muDtype, nesterov, useClipping, clipValueFn);
  }

  public Adopt muDtype(DType newMuDtype) {
    return new Adopt(learningRate, b1, b2, eps, newMuDtype, nesterov, useClipping, clipValueFn);
  }

  public Adopt nesterov(boolean newNesterov) {
    return new Adopt(learningRate, b1, b2, eps, muDtype, newNesterov, useClipping, clipValueFn);
  }

  public Adopt useClipping(boolean newUseClipping) {
    return new Adopt(learningRate, b1, b2, eps, muDtype, nesterov, newUseClipping, clipValueFn);
  }

  public Adopt clipValueFn(Schedule newClipValueFn) {
    return new Adopt(learningRate, b1, b2, eps, muDtype, nesterov, useClipping, newClipValueFn);
  }

  @Override
  public GradientTransformation transformation() {
    return Optax.chain(
        new ScaleByAdopt(b1, b2, eps, muDtype, nesterov, useClipping, clipValueFn),
        Optax.scaleByLearningRate(learningRate));
  }
}
