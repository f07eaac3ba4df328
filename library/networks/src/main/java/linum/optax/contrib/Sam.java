package linum.optax.contrib;

import java.util.Objects;
import java.util.function.BiFunction;
import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import linum.optax.ExtraArgs;
import linum.optax.GradientTransformation;
import linum.optax.Need;
import linum.optax.Optax;
import linum.optax.OptaxTree;
import linum.optax.Update;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Sharpness-aware minimization: the gradient is taken where the loss is highest nearby.
///
/// Steps go uphill with one optimizer, and every few steps the other one goes down from where they
/// began. In opaque mode all this is one step, and `update` needs the gradient as a function:
/// `extraArgs().with("gradFn", (BiFunction<P, Integer, P>) (p, i) -> …)`.
///
/// Source: Foret and others, "Sharpness-Aware Minimization for Efficiently Improving
/// Generalization", 2021.
///
/// @param optimizer the optimizer that goes down
/// @param advOptimizer the optimizer that goes up
/// @param syncPeriod how many steps make up one
/// @param resetState whether the optimizer that goes up starts over each time
/// @param opaqueMode whether `update` does all steps
/// @param batchAxisName a mapped axis over which gradients are averaged in opaque mode; null for
///   none
public record Sam(
    GradientTransformation optimizer,
    GradientTransformation advOptimizer,
    int syncPeriod,
    boolean resetState,
    boolean opaqueMode,
    @Nullable String batchAxisName)
    implements GradientTransformation {
  public Sam {
    if (syncPeriod < 1) {
      throw new IllegalArgumentException(
          "sam: the synchronization period must be at least 1, but is " + syncPeriod);
    }
  }

  Sam(GradientTransformation optimizer, GradientTransformation advOptimizer) {
    this(optimizer, advOptimizer, 2, true, false, null);
  }

  public Sam syncPeriod(int newSyncPeriod) {
    return new Sam(optimizer, advOptimizer, newSyncPeriod, resetState, opaqueMode, batchAxisName);
  }

  public Sam resetState(boolean newResetState) {
    return new Sam(optimizer, advOptimizer, syncPeriod, newResetState, opaqueMode, batchAxisName);
  }

  public Sam opaqueMode(boolean newOpaqueMode) {
    return new Sam(optimizer, advOptimizer, syncPeriod, resetState, newOpaqueMode, batchAxisName);
  }

  public Sam batchAxisName(String newBatchAxisName) {
    return new Sam(optimizer, advOptimizer, syncPeriod, resetState, opaqueMode, newBatchAxisName);
  }

  /// Its state.
  ///
  /// @param stepsSinceSync steps since the last one down
  /// @param optState the state of the optimizer that goes down
  /// @param advState the state of the one that goes up
  /// @param cache the parameters where the steps began; null in opaque mode
  public record SAMState(
      Array stepsSinceSync, Object optState, Object advState, @Nullable Object cache) {}

  @Override
  public SAMState init(Object params) {
    return new SAMState(
        Jnp.zeros(DType.INT32),
        optimizer.init(params),
        advOptimizer.init(params),
        opaqueMode ? null : params);
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    SAMState s = Need.state(SAMState.class, state);
    P at = Need.params("sam", params);
    return opaqueMode ? opaque(updates, s, at, extraArgs) : transparent(updates, s, at, extraArgs);
  }

  @SuppressWarnings("unchecked") // a tree like the parameters
  private <P> Update<P> transparent(P updates, SAMState s, P params, ExtraArgs extraArgs) {
    Array first = s.stepsSinceSync().eq(0);
    Array last = s.stepsSinceSync().eq(syncPeriod - 1);
    P cache = (P) Objects.requireNonNull(s.cache());
    Update<P> up = advOptimizer.update(updates, s.advState(), params, extraArgs);
    Update<P> down = optimizer.update(updates, s.optState(), cache, extraArgs);
    P back = Tree.map((c, p, u) -> c.sub(p).add(u), cache, params, down.updates());
    P out = Tree.map((b, u) -> Jnp.where(last, b, u.neg()), back, up.updates());
    Object before = resetState ? advOptimizer.init(params) : s.advState();
    return new Update<>(
        out,
        new SAMState(
            s.stepsSinceSync().add(1).rem(syncPeriod),
            OptaxTree.where(last, down.state(), s.optState()),
            OptaxTree.where(last, before, up.state()),
            OptaxTree.where(first, params, cache)));
  }

  private <P> Update<P> opaque(P updates, SAMState s, P params, ExtraArgs extraArgs) {
    BiFunction<P, Integer, P> gradFn = gradFn(extraArgs);
    P at = params;
    P gradients = updates;
    Object advState = s.advState();
    for (int i = 0; i < syncPeriod - 1; i++) {
      Update<P> up = advOptimizer.update(gradients, advState, at, extraArgs);
      advState = up.state();
      at = Optax.applyUpdates(at, Tree.map(Array::neg, up.updates()));
      gradients = gradFn.apply(at, i);
      if (batchAxisName != null) {
        gradients = Linum.pmean(gradients, batchAxisName);
      }
    }
    Update<P> down = optimizer.update(gradients, s.optState(), params, extraArgs);
    return new Update<>(
        down.updates(),
        new SAMState(
            Jnp.zeros(DType.INT32),
            down.state(),
            resetState ? advOptimizer.init(params) : advState,
            null));
  }

  @SuppressWarnings("unchecked") // the caller's function is for his parameters
  private static <P> BiFunction<P, Integer, P> gradFn(ExtraArgs extraArgs) {
    if (extraArgs.others().get("gradFn") instanceof BiFunction<?, ?, ?> f) {
      return (BiFunction<P, Integer, P>) f;
    }
    throw new IllegalArgumentException(
        "sam in opaque mode needs the gradient as a function, but update was called without it.\nGive it: extraArgs().with(\"gradFn\", (BiFunction<P, Integer, P>) (p, i) -> grad(p, loss))");
  }
}
