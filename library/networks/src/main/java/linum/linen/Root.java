package linum.linen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What all scopes of one run share: the variables, what of them may change, and how many keys have
/// been drawn where.
///
/// Collections that may change are copied at the beginning, all others are read where they are.
final class Root {
  final CollectionFilter mutable;
  final boolean initializing;

  /// How many names of the model are above this root.
  final int above;

  private final Map<String, Map<String, Object>> collections = new LinkedHashMap<>();
  private final Map<List<String>, Map<String, Integer>> drawn;
  private boolean over;

  Root(Variables variables, CollectionFilter mutable, boolean initializing) {
    this(variables, mutable, initializing, 0, new HashMap<>());
  }

  private Root(
      Variables variables,
      CollectionFilter mutable,
      boolean initializing,
      int above,
      Map<List<String>, Map<String, Integer>> drawn) {
    this.mutable = mutable;
    this.initializing = initializing;
    this.above = above;
    this.drawn = drawn;
    variables
        .entries()
        .forEach((name, value) -> {
          Map<String, Object> collection = Branches.of(value);
          collections.put(name, mutable.contains(name) ? Branches.copy(collection) : collection);
        });
  }

  /// The root of a part of the same run inside of a transformation, which goes on counting keys; as
  /// Flax was at first, each transformation began to count.
  Root inside(Variables variables, CollectionFilter inMutable, List<String> path) {
    return new Root(
        variables,
        inMutable,
        initializing,
        path.size(),
        FlaxConfig.LAZY_RNG.get() ? drawn : new HashMap<>());
  }

  @Nullable Map<String, Object> collection(String name) {
    return collections.get(name);
  }

  /// What a collection has at a place; empty if that is nothing.
  ///
  /// @param place names on the way from this root
  Map<String, Object> find(String collection, List<String> place) {
    Map<String, Object> at = collections.get(collection);
    for (String name : place) {
      if (at == null) {
        return Map.of();
      }
      at = at.get(name) instanceof Map<?, ?> inner ? Branches.of(inner) : null;
    }
    return at == null ? Map.of() : at;
  }

  /// The branch of a mutable collection at a place, which is made if it is not there.
  Map<String, Object> branch(String collection, List<String> place) {
    Map<String, Object> at = collections.computeIfAbsent(collection, _ -> new LinkedHashMap<>());
    for (String name : place) {
      if (!(at.get(name) instanceof Map)) {
        at.put(name, new LinkedHashMap<String, Object>());
      }
      at = Branches.of(Objects.requireNonNull(at.get(name)));
    }
    return at;
  }

  boolean isEmpty(String collection) {
    Map<String, Object> found = collections.get(collection);
    return found == null || found.isEmpty();
  }

  /// How many keys have been drawn at a path, by stream.
  Map<String, Integer> drawn(List<String> path) {
    return drawn.computeIfAbsent(path, _ -> new TreeMap<>());
  }

  /// How many keys have been drawn at a path and below it.
  Map<List<String>, Map<String, Integer>> drawnBelow(List<String> path) {
    Map<List<String>, Map<String, Integer>> all = new HashMap<>();
    drawn.forEach((at, counts) -> {
      if (at.size() >= path.size() && at.subList(0, path.size()).equals(path)) {
        all.put(List.copyOf(at.subList(path.size(), at.size())), new TreeMap<>(counts));
      }
    });
    all.values().removeIf(Map::isEmpty);
    return all;
  }

  /// Sets how many keys have been drawn at a path and below it.
  void setDrawnBelow(List<String> path, Map<List<String>, Map<String, Integer>> counts) {
    counts.forEach((at, streams) -> {
      List<String> whole = new ArrayList<>(path);
      whole.addAll(at);
      drawn(whole).putAll(streams);
    });
  }

  boolean isOver() {
    return over;
  }

  void end() {
    over = true;
  }

  /// The collections of a filter as they are now.
  Variables variables(CollectionFilter which) {
    Map<String, Object> chosen = new LinkedHashMap<>();
    collections.forEach((name, collection) -> {
      if (which.contains(name)) {
        chosen.put(name, mutable.contains(name) ? Branches.copy(collection) : collection);
      }
    });
    return new Variables(chosen);
  }
}
