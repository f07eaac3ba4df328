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
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Momentum with the step that a model of the loss says is best.
///
/// It needs the loss: `tx.update(grads, state, params, extraArgs().value(loss))`.
///
/// Source: Schaipp and others, "MoMo: Momentum Models for Adaptive Learning Rates", 2023.
///
/// @param learningRate the largest step
/// @param beta decay of the means
/// @param lowerBound what the loss cannot fall below
/// @param weightDecay strength of the decay of the weights
/// @param adaptLowerBound whether the bound is estimated
public record Momo(
    ScalarOrSchedule learningRate,
    Scalar beta,
    double lowerBound,
    Scalar weightDecay,
    boolean adaptLowerBound)
    implements GradientTransformation {
  Momo(ScalarOrSchedule learningRate) {
    this(learningRate, Scalar.of(0.9), 0, Scalar.of(0), false);
  }

  public Momo beta(double newBeta) {
    return new Momo(learningRate, Scalar.of(newBeta), lowerBound, weightDecay, adaptLowerBound);
  }

  public Momo lowerBound(double newLowerBound) {
    return new Momo(learningRate, beta, newLowerBound, weightDecay, adaptLowerBound);
  }

  public Momo weightDecay(double newWeightDecay) {
    return new Momo(learningRate, beta, lowerBound, Scalar.of(newWeightDecay), adaptLowerBound);
  }

  public Momo adaptLowerBound(boolean newAdaptLowerBound) {
    return new Momo(learningRate, beta, lowerBound, weightDecay, newAdaptLowerBound);
  }

  /// Its state.
  ///
  /// @param expAvg the mean of the gradients
  /// @param barf the mean of the losses
  /// @param gamma the mean of the products of gradients and parameters
  /// @param lb the bound
  /// @param count the number of steps
  public record MomoState(Object expAvg, Array barf, Array gamma, Array lb, Array count) {}

  @Override
  public MomoState init(Object params) {
    DType dtype = OptaxTree.lowestDtype(params);
    return new MomoState(
        OptaxTree.zerosLike(params),
        Jnp.zeros(dtype),
        Jnp.zeros(dtype),
        Jnp.full(Dims.NONE, lowerBound, dtype),
        Jnp.zeros(DType.INT32));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    MomoState s = Need.state(MomoState.class, state);
    P at = Need.params("momo", params);
    DType dtype = s.barf().dtype();
    Scalar decay = Scalar.of(Jnp.where(s.count().eq(0), 0, beta.toArray()).astype(dtype));
    Scalar rest = decay.oneMinus();
    Array value = extraArgs.needValue("momo").astype(dtype);
    Array barf = decay.mul(s.barf()).add(rest.mul(value)).astype(dtype);
    P mean =
        Tree.map((g, e) -> decay.mul(e).add(rest.mul(g)).astype(g.dtype()), updates, s.expAvg());
    Array gamma = decay.mul(s.gamma()).add(rest.mul(OptaxTree.vdot(updates, at).astype(dtype)));
    Array norm = OptaxTree.squaredNorm(mean);
    Array product = OptaxTree.vdot(mean, at);
    Scalar alpha = Rates.at(learningRate, s.count());
    Scalar growth = alpha.times(weightDecay).plus(Scalar.of(1));
    Bound bound = new Bound(lowerBound, adaptLowerBound);
    Array gap = barf.sub(gamma);
    Array lb = bound.before(s.lb(), growth.mul(gap).add(product), growth, Jnp.ones(dtype));
    Array best = growth.mul(gap.sub(lb)).add(product).maximum(0).div(norm);
    Array known = Jnp.where(norm.le(Jnp.finfo(DType.FLOAT32).eps()), 0, best);
    Array tau = Jnp.minimum(known, alpha.toArray());
    Scalar shrink = alpha.times(weightDecay).times(growth.reciprocal());
    P out = Tree.map((e, p) -> shrink.mul(p).add(tau.astype(e.dtype()).mul(e)).neg(), mean, at);
    Array next = bound.after(lb, s.lb(), barf.add(product).sub(gamma).sub(tau.mul(0.5).mul(norm)));
    return new Update<>(
        out,
        new MomoState(
            OptaxTree.castLike(mean, s.expAvg()),
            barf,
            gamma,
            next.astype(dtype),
            Optax.safeIncrement(s.count())));
  }
}
