package linum.nnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.nnx.NnxFilters.Everything;
import linum.nnx.NnxFilters.Filter;
import linum.nnx.NnxStates.State;

/// Taking states apart by filters, and putting them together.
final class StateSplit {
  private StateSplit() {}

  /// A state for each filter; with no filter, the state itself.
  ///
  /// @throws IllegalArgumentException if no filter takes a value
  static List<State> split(State state, Object... filters) {
    if (filters.length == 0) {
      return List.of(state);
    }
    List<Filter> all = inOrder(filters);
    List<Map<List<Object>, Object>> parts = new ArrayList<>();
    all.forEach(_ -> parts.add(new LinkedHashMap<>()));
    state.forEach(List.of(), (path, value) -> parts.get(first(all, path, value)).put(path, value));
    return parts.stream().map(State::fromFlat).toList();
  }

  /// The position of the first filter that takes a value.
  ///
  /// @throws IllegalArgumentException if none does
  static int first(List<Filter> filters, List<Object> path, Object value) {
    for (int i = 0; i < filters.size(); i++) {
      if (filters.get(i).test(path, value)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "none of the filters %s takes the %s at %s.\nAdd one that takes the rest: true."
            .formatted(filters, Text.kind(value), Paths.text(path)));
  }

  /// What a filter takes; the rest is left out.
  static State filter(State state, Object filter) {
    Filter f = Filter.of(filter);
    Map<List<Object>, Object> kept = new LinkedHashMap<>();
    state.forEach(
        List.of(),
        (path, value) -> {
          if (f.test(path, value)) {
            kept.put(path, value);
          }
        });
    return State.fromFlat(kept);
  }

  /// All values of several states; those of later ones win.
  static State merge(List<State> states) {
    if (states.size() == 1) {
      return states.getFirst();
    }
    Map<List<Object>, Object> all = new LinkedHashMap<>();
    states.forEach(s -> s.forEach(List.of(), all::put));
    return State.fromFlat(all);
  }

  /// Several filters, of which the first one that takes a value has it.
  ///
  /// @throws IllegalArgumentException if one after the first would never be asked, because
  ///   everything was taken before
  static List<Filter> inOrder(Object... filters) {
    List<Filter> all = Arrays.stream(filters).map(Filter::of).toList();
    for (int i = 0; i < all.size() - 1; i++) {
      if (all.get(i) instanceof Everything && !(all.get(i + 1) instanceof Everything)) {
        throw new IllegalArgumentException(
            "filter %d takes everything, so that %s after it would never have anything.\nPut true last."
                .formatted(i, all.get(i + 1)));
      }
    }
    return all;
  }
}
