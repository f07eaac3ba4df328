package linum.optax;

import linum.Linum;
import linum.core.Array;
import org.jspecify.annotations.Nullable;

/// A transformation that is applied at some steps; at the others the updates are zeros.
///
/// @param inner the transformation
/// @param condition when it is applied
public record ConditionallyMask(GradientTransformation inner, Condition condition)
    implements GradientTransformation {
  /// Its state.
  ///
  /// @param step the number of steps
  /// @param innerState the state of the transformation
  public record ConditionallyMaskState(Array step, Object innerState) {}

  @Override
  public ConditionallyMaskState init(Object params) {
    return new ConditionallyMaskState(Counts.zero(), inner.init(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ConditionallyMaskState s = Need.state(ConditionallyMaskState.class, state);
    Update<P> u =
        Linum.cond(
            condition.test(s.step(), extraArgs),
            () -> inner.update(updates, s.innerState(), params, extraArgs),
            () -> new Update<>(OptaxTree.zerosLike(updates), s.innerState()));
    return new Update<>(u.updates(), new ConditionallyMaskState(Counts.next(s.step()), u.state()));
  }
}
