package linum.nnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import linum.core.Array;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxStates.VariableState;
import linum.tree.Tree;

/// NnxStates, of the facade [Nnx].
abstract class StateFunctions {

  /// A state for each filter; a value goes to the first filter that takes it.
  ///
  /// @throws IllegalArgumentException if no filter takes a value
  public static List<State> splitState(State state, Object... filters) {
    return StateSplit.split(state, filters);
  }

  /// The values that a filter takes.
  public static State filterState(State state, Object filter) {
    return StateSplit.filter(state, filter);
  }

  /// The values that filters take, a state for each.
  public static List<State> filterState(State state, Object filter, Object second, Object... more) {
    List<Object> filters = new ArrayList<>(List.of(filter, second));
    filters.addAll(List.of(more));
    filters.add(true);
    return StateSplit.split(state, filters.toArray()).subList(0, filters.size() - 1);
  }

  /// All values of several states; those of later ones win.
  public static State mergeState(State... states) {
    return StateSplit.merge(List.of(states));
  }

  /// The state with `f` of every path and value.
  public static State mapState(BiFunction<List<Object>, Object, Object> f, State state) {
    return state.map(f);
  }

  /// The values of a state by path.
  public static Map<List<Object>, Object> toFlatState(State state) {
    return state.flat();
  }

  /// A state of values by path.
  public static State fromFlatState(Map<List<Object>, ?> flat) {
    return State.fromFlat(flat);
  }

  /// Nested maps of arrays, without the kinds of variables: what checkpoints store.
  public static Map<Object, Object> toPureDict(State state) {
    return state.toPureDict();
  }

  /// The state with the arrays of nested maps, which have a value for some of its variables.
  ///
  /// @throws IllegalArgumentException if there is a value where the state has none, or one of
  ///   another shape
  public static State replaceByPureDict(State state, Map<?, ?> pure) {
    Map<List<Object>, Object> flat = new LinkedHashMap<>(state.flat());
    replace(flat, List.of(), restoreIntPaths(pure));
    return State.fromFlat(flat);
  }

  private static void replace(
      Map<List<Object>, Object> flat, List<Object> path, Map<Object, Object> pure) {
    pure.forEach((key, value) -> {
      List<Object> here = Paths.then(path, key);
      Object known = flat.get(here);
      if (known == null && value instanceof Map<?, ?> m) {
        replace(flat, here, restoreIntPaths(m));
      } else if (known == null) {
        throw new IllegalArgumentException(
            "replaceByPureDict: there is a value at %s, but the state has none there; it has %s."
                .formatted(Paths.text(here), flat.keySet().stream().map(Paths::text).toList()));
      } else {
        flat.put(here, replaced(here, known, value));
      }
    });
  }

  private static Object replaced(List<Object> path, Object known, Object value) {
    Object old = known instanceof VariableState v ? v.value() : known;
    if (old instanceof Array a && (!(value instanceof Array b) || !a.shape().equals(b.shape()))) {
      throw new IllegalArgumentException(
          "replaceByPureDict: the state has %s at %s, but the value is %s.\nGive an array of the same shape."
              .formatted(a.aval(), Paths.text(path), Text.type(value)));
    }
    if (!(value instanceof Array) && !Tree.structure(old).equals(Tree.structure(value))) {
      throw new IllegalArgumentException(
          "replaceByPureDict: the value at %s has the structure %s, but the state has %s there."
              .formatted(Paths.text(path), Tree.structure(value), Tree.structure(old)));
    }
    return known instanceof VariableState v ? v.with(value) : value;
  }

  /// Nested maps in which keys that are written as numbers are numbers again, as they are in
  /// states: checkpoints know strings only.
  public static Map<Object, Object> restoreIntPaths(Map<?, ?> pure) {
    Map<Object, Object> restored = new LinkedHashMap<>();
    pure.forEach((key, value) ->
        restored.put(
            key instanceof String s && s.matches("\\d{1,9}") ? Integer.valueOf(s) : Paths.key(key),
            value instanceof Map<?, ?> m ? restoreIntPaths(m) : value));
    return restored;
  }
}
