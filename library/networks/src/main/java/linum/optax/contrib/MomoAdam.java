package linum.optax.contrib;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import linum.optax.ExtraArgs;
import linum.optax.GradientTransformation;
import linum.optax.Need;
import linum.optax.Optax;
import linum.optax.OptaxTree;
import linum.optax.Scalar;
import linum.optax.ScalarOrSchedule;
import linum.optax.Update;
import linum.tree.Records;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Adam with the step that a model of the loss says is best.
///
/// It needs the loss: `tx.update(grads, state, params, extraArgs().value(loss))`.
///
/// Source: Schaipp and others, "MoMo: Momentum Models for Adaptive Learning Rates", 2023.
///
/// @param learningRate the largest step
/// @param b1 decay of the mean of the gradients
/// @param b2 decay of the mean of their squares
/// @param eps added to the denominator, outside of the root
/// @param lowerBound what the loss cannot fall below
/// @param weightDecay strength of the decay of the weights
/// @param adaptLowerBound whether the bound is estimated
public record MomoAdam(
    ScalarOrSchedule learningRate,
    Scalar b1,
    Scalar b2,
    Scalar eps,
    double lowerBound,
    Scalar weightDecay,
    boolean adaptLowerBound)
    implements GradientTransformation {
  MomoAdam(ScalarOrSchedule learningRate) {
    this(learningRate, Scalar.of(0.9), Scalar.of(0.999), Scalar.of(1e-8), 0, Scalar.of(0), false);
  }

  public MomoAdam b1(double newB1) {
    return with("b1", Scalar.of(newB1));
  }

  public MomoAdam b2(double newB2) {
    return with("b2", Scalar.of(newB2));
  }

  public MomoAdam eps(double newEps) {
    return with("eps", Scalar.of(newEps));
  }

  public MomoAdam lowerBound(double newLowerBound) {
    return with("lowerBound", newLowerBound);
  }

  public MomoAdam weightDecay(double newWeightDecay) {
    return with("weightDecay", Scalar.of(newWeightDecay));
  }

  public MomoAdam adaptLowerBound(boolean newAdaptLowerBound) {
    return with("adaptLowerBound", newAdaptLowerBound);
  }

  private MomoAdam with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  /// Its state.
  ///
  /// @param expAvg the mean of the gradients
  /// @param expAvgSq the mean of their squares
  /// @param barf the mean of the losses
  /// @param gamma the mean of the products of gradients and parameters
  /// @param lb the bound
  /// @param count the number of steps
  public record MomoAdamState(
      Object expAvg, Object expAvgSq, Array barf, Array gamma, Array lb, Array count) {}

  @Override
  public MomoAdamState init(Object params) {
    DType dtype = OptaxTree.lowestDtype(params);
    return new MomoAdamState(
        OptaxTree.zerosLike(params),
        OptaxTree.zerosLike(params),
        Jnp.zeros(dtype),
        Jnp.zeros(dtype),
        Jnp.full(Dims.NONE, lowerBound, dtype),
        Jnp.zeros(DType.INT32));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    MomoAdamState s = Need.state(MomoAdamState.class, state);
    P at = Need.params("momoAdam", params);
    DType dtype = s.barf().dtype();
    Array count = Optax.safeIncrement(s.count());
    Scalar rest = b1.oneMinus();
    Array barf = b1.mul(s.barf()).add(rest.mul(extraArgs.needValue("momoAdam").astype(dtype)));
    Object mean = OptaxTree.updateMoment(updates, s.expAvg(), b1, 1);
    Object squares = OptaxTree.updateMoment(updates, s.expAvgSq(), b2, 2);
    Object precond = Tree.map(v -> eps.add(v.sqrt()), OptaxTree.biasCorrection(squares, b2, count));
    P weighted = Tree.map((_, e, v) -> e.div(v), updates, mean, precond);
    Array norm = OptaxTree.vdot(mean, weighted);
    Array gamma = b1.mul(s.gamma()).add(rest.mul(OptaxTree.vdot(updates, at).astype(dtype)));
    Array product = OptaxTree.vdot(mean, at);
    Scalar alpha = Rates.at(learningRate, s.count());
    Scalar growth = alpha.times(weightDecay).plus(Scalar.of(1));
    Array correction = Jnp.subtract(1, b1.pow(count)).astype(dtype);
    Bound bound = new Bound(lowerBound, adaptLowerBound);
    Array gap = barf.sub(gamma);
    Array lb = bound.before(s.lb(), growth.mul(gap).add(product), growth, correction);
    Array best = growth.mul(gap.sub(correction.mul(lb))).add(product).maximum(0).div(norm);
    Array known = Jnp.where(norm.le(Jnp.finfo(DType.FLOAT32).eps()), 0, best);
    Array tau = Jnp.minimum(known, alpha.toArray().div(correction));
    Scalar shrink = alpha.times(weightDecay).times(growth.reciprocal());
    P out = Tree.map((w, p) -> shrink.mul(p).add(tau.astype(w.dtype()).mul(w)).neg(), weighted, at);
    Array expected = barf.add(product).sub(gamma).sub(tau.mul(0.5).mul(norm)).div(correction);
    return new Update<>(
        out,
        new MomoAdamState(
            mean,
            squares,
            barf.astype(dtype),
            gamma.astype(dtype),
            bound.after(lb, s.lb(), expected),
            count));
  }
}
