package linum.optax;

import linum.core.Array;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Updates times a schedule.
///
/// @param stepSizeFn the factor after a number of steps
public record ScaleBySchedule(Schedule stepSizeFn) implements GradientTransformation {
  /// Its state.
  ///
  /// @param count the number of steps
  public record ScaleByScheduleState(Array count) {}

  @Override
  public ScaleByScheduleState init(Object params) {
    return new ScaleByScheduleState(Counts.zero());
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    ScaleByScheduleState s = Need.state(ScaleByScheduleState.class, state);
    Array step = stepSizeFn.apply(s.count());
    return new Update<>(
        Tree.map(u -> u.mul(step.astype(u.dtype())), updates),
        new ScaleByScheduleState(Counts.next(s.count())));
  }
}
