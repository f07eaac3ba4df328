package linum.optax;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Updates as they are; one measurement of them is in the state.
///
/// @param measureName the name in the state
/// @param measure what to measure
public record Snapshot(String measureName, Function<Object, ?> measure)
    implements GradientTransformation {
  /// Its state.
  ///
  /// @param measurement what was measured, of the parameters before the first step
  public record SnapshotState(Map<String, Object> measurement) {}

  @Override
  public SnapshotState init(Object params) {
    return new SnapshotState(Map.of(measureName, measure.apply(params)));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    return new Update<>(updates, new SnapshotState(Map.of(measureName, measure.apply(updates))));
  }
}
