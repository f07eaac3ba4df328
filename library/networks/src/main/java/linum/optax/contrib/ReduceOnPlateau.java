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
import linum.optax.Update;
import linum.tree.Records;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates scaled down when the loss has not fallen for some time.
///
/// It is the last part of a chain and needs the loss: `extraArgs().value(loss)`.
///
/// @param factor the scale after over the one before
/// @param patience how many losses without a better one are waited for
/// @param rtol how much lower a better loss is, relative
/// @param atol how much lower, absolute
/// @param cooldown how many losses do not count after a change
/// @param accumulationSize how many losses are averaged to one
/// @param minScale the smallest scale
public record ReduceOnPlateau(
    double factor,
    int patience,
    double rtol,
    double atol,
    int cooldown,
    int accumulationSize,
    double minScale)
    implements GradientTransformation {
  public ReduceOnPlateau {
    check(factor > 0 && factor < 1, "factor must lie between 0 and 1", factor);
    check(rtol >= 0 && rtol <= 1, "rtol must lie between 0 and 1", rtol);
    check(atol >= 0, "atol must not be negative", atol);
    check(rtol > 0 || atol > 0, "rtol or atol must be positive", 0);
  }

  ReduceOnPlateau() {
    this(0.1, 10, 1e-4, 0, 0, 1, 0);
  }

  public ReduceOnPlateau factor(double newFactor) {
    return with("factor", newFactor);
  }

  public ReduceOnPlateau patience(int newPatience) {
    return with("patience", newPatience);
  }

  public ReduceOnPlateau rtol(double newRtol) {
    return with("rtol", newRtol);
  }

  public ReduceOnPlateau atol(double newAtol) {
    return with("atol", newAtol);
  }

  public ReduceOnPlateau cooldown(int newCooldown) {
    return with("cooldown", newCooldown);
  }

  public ReduceOnPlateau accumulationSize(int newAccumulationSize) {
    return with("accumulationSize", newAccumulationSize);
  }

  public ReduceOnPlateau minScale(double newMinScale) {
    return with("minScale", newMinScale);
  }

  private ReduceOnPlateau with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  /// Its state.
  ///
  /// @param scale the scale
  /// @param bestValue the lowest loss
  /// @param plateauCount how many losses were not better
  /// @param cooldownCount how many losses do not count any more
  /// @param count how many losses the average is of
  /// @param avgValue the average
  public record ReduceLROnPlateauState(
      Array scale,
      Array bestValue,
      Array plateauCount,
      Array cooldownCount,
      Array count,
      Array avgValue) {}

  @Override
  public ReduceLROnPlateauState init(Object params) {
    DType low = OptaxTree.lowestDtype(params);
    DType high = OptaxTree.highestDtype(params);
    Array none = Jnp.zeros(DType.INT32);
    return new ReduceLROnPlateauState(
        Jnp.ones(low),
        Jnp.full(Dims.NONE, Double.POSITIVE_INFINITY, high),
        none,
        none,
        none,
        Jnp.zeros(high));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ReduceLROnPlateauState s = Need.state(ReduceLROnPlateauState.class, state);
    DType dtype = s.avgValue().dtype();
    Array count = Optax.safeIncrement(s.count());
    Array value = extraArgs.needValue("reduceOnPlateau").astype(dtype);
    Array mean = s.avgValue().mul(s.count()).add(value).div(count).astype(dtype);
    ReduceLROnPlateauState averaged =
        new ReduceLROnPlateauState(
            s.scale(), s.bestValue(), s.plateauCount(), s.cooldownCount(), count, mean);
    ReduceLROnPlateauState next =
        OptaxTree.where(count.eq(accumulationSize), judged(averaged), averaged);
    P out = Tree.map(u -> u.mul(next.scale().astype(u.dtype())), updates);
    return new Update<>(out, next);
  }

  // The state after an average is complete.
  private ReduceLROnPlateauState judged(ReduceLROnPlateauState s) {
    Array better = s.avgValue().lt(s.bestValue().mul(1 - rtol).sub(atol));
    Array waited = Jnp.where(better, 0, Optax.safeIncrement(s.plateauCount()));
    Array cooling = s.cooldownCount().gt(0);
    Array enough = waited.eq(patience).and(cooling.not());
    Array smaller = s.scale().mul(factor).maximum(minScale);
    DType type = DType.INT32;
    return new ReduceLROnPlateauState(
        Jnp.where(enough, smaller, s.scale()),
        Jnp.where(better, s.avgValue(), s.bestValue()),
        Jnp.where(cooling.or(enough), 0, waited).astype(type),
        Jnp.where(cooling, s.cooldownCount().sub(1), Jnp.where(enough, cooldown, 0)).astype(type),
        Jnp.zeros(type),
        Jnp.zerosLike(s.avgValue()));
  }

  private static void check(boolean good, String what, double x) {
    if (!good) {
      throw new IllegalArgumentException("reduceOnPlateau: %s, but is %s".formatted(what, x));
    }
  }
}
