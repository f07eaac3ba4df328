package linum.optax;

import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// An optimizer of fast parameters, which slow ones follow: every few steps these go a part of the
/// way, and the fast ones start from there again.
///
/// Parameters are [LookaheadParams], and so are gradients: `grad((LookaheadParams<P> p) ->
/// loss(p.fast()))`. Those of the slow parameters are not looked at.
///
/// Source: Zhang and others, "Lookahead Optimizer: k steps forward, 1 step back", 2019.
///
/// @param fastOptimizer the optimizer of the fast parameters
/// @param syncPeriod how many steps the fast ones go alone
/// @param slowStepSize the part of the way that the slow ones go
/// @param resetState whether the optimizer starts over then, too
public record Lookahead(
    GradientTransformation fastOptimizer, int syncPeriod, double slowStepSize, boolean resetState)
    implements GradientTransformation {
  public Lookahead {
    if (syncPeriod < 1) {
      throw new IllegalArgumentException(
          "lookahead: the synchronization period must be at least 1, but is " + syncPeriod);
    }
  }

  Lookahead(GradientTransformation fastOptimizer, int syncPeriod, double slowStepSize) {
    this(fastOptimizer, syncPeriod, slowStepSize, false);
  }

  public Lookahead resetState(boolean newResetState) {
    return new Lookahead(fastOptimizer, syncPeriod, slowStepSize, newResetState);
  }

  /// Its state.
  ///
  /// @param fastState the state of the optimizer
  /// @param stepsSinceSync steps since the parameters were the same
  public record LookaheadState(Object fastState, Array stepsSinceSync) {}

  @Override
  public LookaheadState init(Object params) {
    return new LookaheadState(
        fastOptimizer.init(params instanceof LookaheadParams<?> p ? p.fast() : params),
        Counts.zero());
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    LookaheadState s = Need.state(LookaheadState.class, state);
    LookaheadParams<?> at = both("parameters", Need.params("lookahead", params));
    Object gradients = both("gradients", updates).fast();
    Update<Object> u = fastOptimizer.update(gradients, s.fastState(), at.fast(), extraArgs);
    Array sync = s.stepsSinceSync().eq(syncPeriod - 1);
    Object way = OptaxTree.sub(OptaxTree.add(at.fast(), u.updates()), at.slow());
    Object slow = Tree.map(d -> Jnp.where(sync, d.mul(slowStepSize), 0).astype(d.dtype()), way);
    Object fast =
        Tree.map((up, d) -> Jnp.where(sync, up.sub(d.mul(1 - slowStepSize)), up), u.updates(), way);
    Object fastState = u.state();
    if (resetState) {
      Object initial = fastOptimizer.init(at.fast());
      fastState = OptaxTree.where(sync, initial, fastState);
    }
    @SuppressWarnings("unchecked") // a LookaheadParams, as P is
    P out = (P) new LookaheadParams<>(fast, slow);
    Array steps = s.stepsSinceSync().add(1).rem(syncPeriod);
    return new Update<>(out, new LookaheadState(fastState, steps));
  }

  private static LookaheadParams<?> both(String what, Object tree) {
    if (tree instanceof LookaheadParams<?> p) {
      return p;
    }
    throw new IllegalArgumentException(
        "lookahead: %s are LookaheadParams, but update was given a %s.\nMake them of your parameters: LookaheadParams.initSynced(params)"
            .formatted(what, tree.getClass().getSimpleName()));
  }
}
