package linum.nnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import linum.core.Array;
import linum.nnx.NnxFilters.Tagged;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// Where [State] is: users write `Nnx.State`.
public interface NnxStates {

  /// What a variable is and holds, at one moment.
  ///
  /// @param type the class of the variable
  /// @param value an array, or a tree of arrays
  record VariableState(Class<? extends Variable> type, Object value, Map<String, Object> metadata)
      implements Tagged {
    static VariableState of(Variable v) {
      return new VariableState(v.getClass(), v.current(), v.metadata());
    }

    /// The array.
    ///
    /// @throws IllegalStateException if the value is a tree
    public Array get() {
      if (value instanceof Array a) {
        return a;
      }
      throw new IllegalStateException(
          "the %s holds a tree and no array.\nTake value() for trees."
              .formatted(type.getSimpleName()));
    }

    /// The same with another value.
    public VariableState with(Object newValue) {
      return new VariableState(type, newValue, metadata);
    }

    @Override
    public @Nullable String tag() {
      return metadata.get("tag") instanceof String s ? s : null;
    }

    @Override
    public String toString() {
      return Text.of(this);
    }
  }

  /// The variables of an object, by path: an immutable nested map, keys in ascending order. It is a
  /// tree, so that every transformation and every optimizer takes it.
  ///
  /// ```java
  /// Nnx.State params = Nnx.state(model, Nnx.Param.class);
  /// params.get("hidden", "kernel");            // the array
  /// Tree.map(Array::neg, params);
  /// ```
  ///
  /// A value is a [VariableState], an array that belongs to no variable, or another state.
  final class State {
    /// No variables.
    public static final State EMPTY = new State(new TreeMap<>(Paths.ORDER));

    static {
      StateNodes.register();
    }

    private final SortedMap<Object, Object> entries;

    // Takes over the map.
    private State(SortedMap<Object, Object> entries) {
      this.entries = entries;
    }

    /// A state of entries by key: states, variable states and arrays.
    public static State of(Map<?, ?> entries) {
      TreeMap<Object, Object> sorted = new TreeMap<>(Paths.ORDER);
      entries.forEach((key, value) -> sorted.put(Paths.key(key), checked(key, value)));
      return new State(sorted);
    }

    private static Object checked(Object key, @Nullable Object value) {
      return switch (value) {
        case State s -> s;
        case VariableState v -> v;
        case Array a -> a;
        case Variable v -> VariableState.of(v);
        case Map<?, ?> m -> of(m);
        case null, default ->
            throw new IllegalArgumentException(
                "a state holds states, variables and arrays, but %s under %s"
                    .formatted(value, key));
      };
    }

    /// A state of values by path. In JAX: `nnx.from_flat_state`.
    ///
    /// @throws IllegalArgumentException if one path leads through another
    public static State fromFlat(Map<List<Object>, ?> flat) {
      Map<Object, Object> nested = new LinkedHashMap<>();
      flat.forEach((path, value) -> insert(nested, path, Objects.requireNonNull(value)));
      return of(nested);
    }

    @SuppressWarnings("unchecked") // the maps are those made here
    private static void insert(Map<Object, Object> into, List<Object> path, Object value) {
      Map<Object, Object> at = into;
      for (int i = 0; i < path.size() - 1; i++) {
        Object next = at.computeIfAbsent(path.get(i), _ -> new LinkedHashMap<>());
        if (!(next instanceof Map<?, ?>)) {
          throw clash(path);
        }
        at = (Map<Object, Object>) next;
      }
      if (path.isEmpty() || at.putIfAbsent(path.getLast(), value) != null) {
        throw clash(path);
      }
    }

    private static IllegalArgumentException clash(List<Object> path) {
      return new IllegalArgumentException(
          "two values of a state are at %s, or one is above the other".formatted(Paths.text(path)));
    }

    /// The entries by key: states, variable states and arrays.
    public Map<Object, Object> entries() {
      return Collections.unmodifiableMap(entries);
    }

    public boolean isEmpty() {
      return entries.isEmpty();
    }

    /// How many variables and arrays there are, at any depth.
    public int size() {
      return flat().size();
    }

    /// The array at a path.
    ///
    /// @throws IllegalArgumentException if there is none, naming what there is
    public Array get(Object... path) {
      return switch (at(path)) {
        case Array a -> a;
        case VariableState v -> v.get();
        default -> throw noSuch(path, this);
      };
    }

    /// The variable at a path.
    ///
    /// @throws IllegalArgumentException if there is none
    public VariableState variable(Object... path) {
      if (at(path) instanceof VariableState v) {
        return v;
      }
      throw noSuch(path, this);
    }

    /// The part at a path.
    ///
    /// @throws IllegalArgumentException if there is none
    public State state(Object... path) {
      if (at(path) instanceof State s) {
        return s;
      }
      throw noSuch(path, this);
    }

    /// Whether there is a value at a path.
    public boolean contains(Object... path) {
      return find(path) != null;
    }

    private Object at(Object... path) {
      Object found = find(path);
      if (found == null) {
        throw noSuch(path, this);
      }
      return found;
    }

    private @Nullable Object find(Object... path) {
      Object at = this;
      for (Object key : path) {
        at = at instanceof State s ? s.entries.get(Paths.key(key)) : null;
        if (at == null) {
          return null;
        }
      }
      return at;
    }

    private static IllegalArgumentException noSuch(Object[] path, State in) {
      return new IllegalArgumentException(
          "the state has no such value at %s; it has %s"
              .formatted(
                  Paths.text(List.of(path)),
                  in.flat().keySet().stream().map(Paths::text).toList()));
    }

    /// All variables and arrays by path. In JAX: `nnx.to_flat_state`.
    public Map<List<Object>, Object> flat() {
      Map<List<Object>, Object> flat = new LinkedHashMap<>();
      forEach(List.of(), flat::put);
      return Collections.unmodifiableMap(flat);
    }

    void forEach(List<Object> path, BiConsumer<List<Object>, Object> visit) {
      entries.forEach((key, value) -> {
        List<Object> here = Paths.then(path, key);
        if (value instanceof State s) {
          s.forEach(here, visit);
        } else {
          visit.accept(here, value);
        }
      });
    }

    /// The state with `f` of every path and value.
    public State map(BiFunction<List<Object>, Object, Object> f) {
      Map<List<Object>, Object> mapped = new LinkedHashMap<>();
      forEach(List.of(), (path, value) -> mapped.put(path, f.apply(path, value)));
      return fromFlat(mapped);
    }

    /// A state for each filter, see [Nnx#splitState].
    public List<State> split(Object... filters) {
      return StateSplit.split(this, filters);
    }

    /// What a filter takes, see [Nnx#filterState].
    public State filter(Object filter) {
      return StateSplit.filter(this, filter);
    }

    /// Nested maps of arrays without the kinds of variables, see [Nnx#toPureDict].
    public Map<Object, Object> toPureDict() {
      Map<Object, Object> pure = new LinkedHashMap<>();
      entries.forEach((key, value) ->
          pure.put(
              key,
              switch (value) {
                case State s -> s.toPureDict();
                case VariableState v -> v.value();
                default -> value;
              }));
      return Collections.unmodifiableMap(pure);
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof State s && entries.equals(s.entries);
    }

    @Override
    public int hashCode() {
      return entries.hashCode();
    }

    @Override
    public String toString() {
      return Text.of(this);
    }
  }
}
