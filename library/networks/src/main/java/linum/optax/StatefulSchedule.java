package linum.optax;

import linum.core.Array;

/// A hyperparameter that depends on more than the number of steps, such as the loss so far.
public interface StatefulSchedule {

  /// The state before the first step, a tree of arrays.
  Object init();

  /// The value at a step.
  Array value(Object state, ExtraArgs extraArgs);

  /// The state for the next step.
  Object update(Object state, ExtraArgs extraArgs);

  /// A schedule that counts its steps.
  static StatefulSchedule of(Schedule schedule) {
    return new Counted(schedule);
  }

  /// See [StatefulSchedule#of].
  record Counted(Schedule schedule) implements StatefulSchedule {
    /// The number of steps.
    public record WrappedScheduleState(Array count) {}

    @Override
    public WrappedScheduleState init() {
      return new WrappedScheduleState(Counts.zero());
    }

    @Override
    public Array value(Object state, ExtraArgs extraArgs) {
      return schedule.apply(Need.state(WrappedScheduleState.class, state).count());
    }

    @Override
    public WrappedScheduleState update(Object state, ExtraArgs extraArgs) {
      return new WrappedScheduleState(
          Counts.next(Need.state(WrappedScheduleState.class, state).count()));
    }
  }
}
