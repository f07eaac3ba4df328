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
import linum.optax.ScalarOrSchedule;
import linum.optax.Update;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// An optimizer whose learning rate needs no schedule: parameters are a mix of its own and their
/// average.
///
/// For evaluation the average is taken: [Contrib#scheduleFreeEvalParams].
///
/// Source: Defazio and others, "The Road Less Scheduled", 2024.
///
/// @param baseOptimizer the optimizer, without momentum
/// @param learningRate its learning rate
/// @param b1 how much of the mix is the average
/// @param weightLrPower power of the learning rate that weighs a step in the average
/// @param stateDtype type of the parameters of the optimizer; null for their own
public record ScheduleFree(
    GradientTransformation baseOptimizer,
    ScalarOrSchedule learningRate,
    double b1,
    double weightLrPower,
    @Nullable DType stateDtype)
    implements GradientTransformation {
  ScheduleFree(GradientTransformation baseOptimizer, ScalarOrSchedule learningRate) {
    this(baseOptimizer, learningRate, 0.9, 2, null);
  }

  public ScheduleFree b1(double newB1) {
    return new ScheduleFree(baseOptimizer, learningRate, newB1, weightLrPower, stateDtype);
  }

  public ScheduleFree weightLrPower(double newWeightLrPower) {
    return new ScheduleFree(baseOptimizer, learningRate, b1, newWeightLrPower, stateDtype);
  }

  public ScheduleFree stateDtype(DType newStateDtype) {
    return new ScheduleFree(baseOptimizer, learningRate, b1, weightLrPower, newStateDtype);
  }

  /// Its state.
  ///
  /// @param b1 how much of the mix is the average
  /// @param weightSum the sum of the weights
  /// @param stepCount the number of steps, from one
  /// @param maxLr the largest learning rate so far
  /// @param baseOptimizerState the state of the optimizer
  /// @param z the parameters of the optimizer
  public record ScheduleFreeState(
      Array b1,
      Array weightSum,
      Array stepCount,
      Array maxLr,
      Object baseOptimizerState,
      Object z) {}

  @Override
  public ScheduleFreeState init(Object params) {
    DType dtype = OptaxTree.lowestDtype(params);
    return new ScheduleFreeState(
        Jnp.full(Dims.NONE, b1, dtype),
        Jnp.zeros(dtype),
        Jnp.ones(DType.INT32),
        Jnp.zeros(dtype),
        baseOptimizer.init(params),
        OptaxTree.cast(params, stateDtype));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScheduleFreeState s = Need.state(ScheduleFreeState.class, state);
    P at = Need.params("scheduleFree", params);
    DType dtype = s.maxLr().dtype();
    Array rate = Rates.at(learningRate, s.stepCount()).toArray().astype(dtype);
    Array maxLr = s.maxLr().maximum(rate);
    Array weight = maxLr.pow(weightLrPower).astype(dtype);
    Array total = s.weightSum().add(weight);
    // Nothing is added to the average as long as the learning rate is zero.
    Array share = Jnp.where(weight.eq(0).and(total.eq(0)), 0, weight.div(total));
    Update<P> base = baseOptimizer.update(updates, s.baseOptimizerState(), params, extraArgs);
    Object z = Optax.applyUpdates(s.z(), base.updates());
    P average = Tree.map((y, old) -> y.sub(old.mul(1 - b1)).div(b1), at, s.z());
    P out =
        Tree.map(
            (p, x, now) -> {
              Array part = share.astype(x.dtype());
              Array next = Jnp.subtract(1, part).mul(x).add(part.mul(now));
              return next.mul(b1).add(now.mul(1 - b1)).sub(p).astype(p.dtype());
            },
            at,
            average,
            z);
    return new Update<>(
        out,
        new ScheduleFreeState(
            s.b1(), total, Optax.safeIncrement(s.stepCount()), maxLr, base.state(), z));
  }
}
