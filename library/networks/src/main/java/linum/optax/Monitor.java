package linum.optax;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Updates as they are; what was measured of them is in the state.
///
/// So gradients in the middle of a chain can be watched: `OptaxTree.get(state, "measurements")`.
///
/// @param measures what to measure, by name
public record Monitor(Map<String, Measure> measures) implements GradientTransformation {
  public Monitor {
    measures = Collections.unmodifiableMap(new TreeMap<>(measures));
  }

  /// Its state.
  ///
  /// @param measurements what was measured at the last step, zeros before the first
  /// @param measureStates the states of the measures
  public record MonitorState(Map<String, Object> measurements, Map<String, Object> measureStates) {}

  @Override
  public MonitorState init(Object params) {
    Object zeros = OptaxTree.zerosLike(params);
    Map<String, Object> states = new TreeMap<>();
    measures.forEach((name, m) -> states.put(name, m.init(zeros)));
    Map<String, Object> first = new TreeMap<>();
    measures.forEach((name, m) ->
        first.put(
            name,
            OptaxTree.zerosLike(
                m.measure(zeros, Objects.requireNonNull(states.get(name))).updates())));
    return new MonitorState(first, states);
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    MonitorState s = Need.state(MonitorState.class, state);
    Map<String, Object> measurements = new TreeMap<>();
    Map<String, Object> states = new TreeMap<>();
    measures.forEach((name, m) -> {
      Update<Object> u = m.measure(updates, Objects.requireNonNull(s.measureStates().get(name)));
      measurements.put(name, u.updates());
      states.put(name, u.state());
    });
    return new Update<>(updates, new MonitorState(measurements, states));
  }
}
