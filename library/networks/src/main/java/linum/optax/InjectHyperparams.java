package linum.optax;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import linum.core.Array;
import linum.ir.DType;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// An optimizer whose numbers are arrays of its state.
///
/// They can be read, stored, changed between steps without compiling again, and follow schedules.
///
/// ```java
/// var tx = injectHyperparams(adam(1e-3)).with("b1", cosineDecaySchedule(0.95, 1000));
/// var state = tx.init(params);
/// state.hyperparams().get("learningRate");
/// state = OptaxTree.set(state, "learningRate", Jnp.array(1e-4));
/// ```
///
/// In JAX: `optax.inject_hyperparams`, of the function that makes the optimizer; here of the
/// optimizer itself. Its components of type [Scalar] and [ScalarOrSchedule] become arrays.
///
/// @param inner the optimizer
/// @param schedules what is scheduled, by the name of the component
/// @param staticArgs names of components that stay as they are
/// @param hyperparamDtype type of the arrays; null for the highest precision of the parameters
public record InjectHyperparams<T extends Record & GradientTransformation>(
    T inner,
    Map<String, StatefulSchedule> schedules,
    List<String> staticArgs,
    @Nullable DType hyperparamDtype)
    implements GradientTransformation {

  /// Its state.
  ///
  /// @param count the number of steps
  /// @param hyperparams the values at the last step, by name
  /// @param hyperparamsStates the states of the schedules, by name
  /// @param innerState the state of the optimizer
  public record InjectStatefulHyperparamsState(
      Array count,
      Map<String, Array> hyperparams,
      Map<String, Object> hyperparamsStates,
      Object innerState) {}

  public InjectHyperparams {
    schedules = Collections.unmodifiableMap(new TreeMap<>(schedules));
    staticArgs = List.copyOf(staticArgs);
    Set<String> unknown = new TreeSet<>(schedules.keySet());
    unknown.addAll(staticArgs);
    unknown.removeAll(numbers(inner).keySet());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "injectHyperparams: %s has no numbers with the names %s, only %s"
              .formatted(inner.getClass().getSimpleName(), unknown, numbers(inner).keySet()));
    }
    if (numbers(inner).isEmpty()) {
      throw new IllegalArgumentException(
          "injectHyperparams: there are no numbers in %s.\nPut its parts in one by one: chain(clip, injectHyperparams(adam(1e-3)))"
              .formatted(inner.getClass().getSimpleName()));
    }
  }

  InjectHyperparams(T inner) {
    this(inner, Map.of(), List.of(), null);
  }

  /// With a schedule for a component.
  public InjectHyperparams<T> with(String name, Schedule schedule) {
    return with(name, StatefulSchedule.of(schedule));
  }

  /// With a schedule that has a state.
  public InjectHyperparams<T> with(String name, StatefulSchedule schedule) {
    Map<String, StatefulSchedule> more = new TreeMap<>(schedules);
    more.put(name, schedule);
    return new InjectHyperparams<>(inner, more, staticArgs, hyperparamDtype);
  }

  public InjectHyperparams<T> staticArgs(String... names) {
    return new InjectHyperparams<>(inner, schedules, List.of(names), hyperparamDtype);
  }

  public InjectHyperparams<T> hyperparamDtype(DType dtype) {
    return new InjectHyperparams<>(inner, schedules, staticArgs, dtype);
  }

  private static Map<String, ScalarOrSchedule> numbers(Record inner) {
    Map<String, ScalarOrSchedule> out = new TreeMap<>();
    Records.components(inner)
        .forEach((name, value) -> {
          if (value instanceof ScalarOrSchedule s) {
            out.put(name, s);
          }
        });
    return out;
  }

  private Map<String, StatefulSchedule> allSchedules() {
    Map<String, StatefulSchedule> out = new TreeMap<>();
    numbers(inner)
        .forEach((name, number) -> {
          if (number instanceof Schedule f && !staticArgs.contains(name)) {
            out.put(name, StatefulSchedule.of(f));
          }
        });
    out.putAll(schedules);
    return out;
  }

  @Override
  public InjectStatefulHyperparamsState init(Object params) {
    DType dtype = dtype(params);
    Map<String, Object> states = new TreeMap<>();
    allSchedules().forEach((name, f) -> states.put(name, f.init()));
    Map<String, Array> values = new TreeMap<>();
    numbers(inner)
        .forEach((name, number) -> {
          if (number instanceof Scalar s && !staticArgs.contains(name)) {
            values.put(name, s.toArray().astype(dtype));
          }
        });
    values.putAll(scheduled(states, dtype, ExtraArgs.NONE, values));
    return new InjectStatefulHyperparamsState(
        Counts.zero(), values, states, injected(values).init(params));
  }

  @Override
  public <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs) {
    InjectStatefulHyperparamsState s = Need.state(InjectStatefulHyperparamsState.class, state);
    Map<String, Array> values = new TreeMap<>(s.hyperparams());
    values.putAll(
        scheduled(
            s.hyperparamsStates(), dtype(params == null ? updates : params), extraArgs, values));
    Map<String, Object> states = new TreeMap<>();
    allSchedules()
        .forEach((name, f) ->
            states.put(
                name,
                f.update(Objects.requireNonNull(s.hyperparamsStates().get(name)), extraArgs)));
    Update<P> u = injected(values).update(updates, s.innerState(), params, extraArgs);
    return new Update<>(
        u.updates(),
        new InjectStatefulHyperparamsState(Counts.next(s.count()), values, states, u.state()));
  }

  private DType dtype(Object tree) {
    return hyperparamDtype == null ? OptaxTree.highestDtype(tree) : hyperparamDtype;
  }

  private Map<String, Array> scheduled(
      Map<String, Object> states, DType dtype, ExtraArgs extraArgs, Map<String, Array> former) {
    Map<String, Array> out = new TreeMap<>();
    allSchedules()
        .forEach((name, f) -> {
          Array old = former.get(name);
          Array value = f.value(Objects.requireNonNull(states.get(name)), extraArgs);
          out.put(name, value.astype(old == null ? dtype : old.dtype()));
        });
    return out;
  }

  private T injected(Map<String, Array> values) {
    Map<String, Scalar> changes = new TreeMap<>();
    values.forEach((name, value) -> changes.put(name, Scalar.of(value)));
    return Records.with(inner, changes);
  }
}
