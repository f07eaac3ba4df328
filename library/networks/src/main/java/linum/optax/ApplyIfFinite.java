package linum.optax;

import linum.Linum;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A transformation that is left out at steps with infinite gradients or such that are no numbers.
///
/// The updates are zeros then. After too many such steps in a row it is applied all the same.
///
/// @param inner the transformation
/// @param maxConsecutiveErrors how many steps in a row may be left out
public record ApplyIfFinite(GradientTransformation inner, int maxConsecutiveErrors)
    implements GradientTransformation {
  /// Its state.
  ///
  /// @param notfiniteCount how many steps in a row were left out
  /// @param lastFinite whether the last gradients were finite
  /// @param totalNotfinite how many were not, in all
  /// @param innerState the state of the transformation
  public record ApplyIfFiniteState(
      Array notfiniteCount, Array lastFinite, Array totalNotfinite, Object innerState) {}

  @Override
  public ApplyIfFiniteState init(Object params) {
    return new ApplyIfFiniteState(
        Counts.zero(), Jnp.array(true), Counts.zero(), inner.init(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ApplyIfFiniteState s = Need.state(ApplyIfFiniteState.class, state);
    Array finite =
        Tree.leaves(updates).stream()
            .map(u -> Jnp.isfinite(u).all())
            .reduce(Array::and)
            .orElseGet(() -> Jnp.array(true));
    Array inARow = Jnp.where(finite, Counts.zero(), Counts.next(s.notfiniteCount()));
    Update<P> u =
        Linum.cond(
            finite.or(inARow.gt(maxConsecutiveErrors)),
            () -> inner.update(updates, s.innerState(), params, extraArgs),
            () -> new Update<>(OptaxTree.zerosLike(updates), s.innerState()));
    Array total = Jnp.where(finite, s.totalNotfinite(), Counts.next(s.totalNotfinite()));
    return new Update<>(u.updates(), new ApplyIfFiniteState(inARow, finite, total, u.state()));
  }
}
