package linum.optax;

import linum.Linum;
import linum.core.Array;
import org.jspecify.annotations.Nullable;

/// A transformation that is applied at some steps; at the others the updates pass as they are.
///
/// @param inner the transformation
/// @param condition when it is applied
public record ConditionallyTransform(GradientTransformation inner, Condition condition)
    implements GradientTransformation {
  /// Its state.
  ///
  /// @param innerState the state of the transformation
  /// @param step the number of steps
  public record ConditionallyTransformState(Object innerState, Array step) {}

  @Override
  public ConditionallyTransformState init(Object params) {
    return new ConditionallyTransformState(inner.init(params), Counts.zero());
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ConditionallyTransformState s = Need.state(ConditionallyTransformState.class, state);
    Update<P> u =
        Linum.cond(
            condition.test(s.step(), extraArgs),
            () -> inner.update(updates, s.innerState(), params, extraArgs),
            () -> new Update<>(updates, s.innerState()));
    return new Update<>(
        u.updates(), new ConditionallyTransformState(u.state(), Counts.next(s.step())));
  }
}
