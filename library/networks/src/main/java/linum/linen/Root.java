package linum.linen;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What all scopes of one run share: the variables, what of them may change, and how many keys have
/// been drawn where.
///
/// Collections that may change are copied at the beginning, all others are read where they are.
final class Root {
  final CollectionFilter mutable;
  final boolean initializing;
  private final Map<String, Map<String, Object>> collections = new LinkedHashMap<>();
  private final Map<List<String>, Map<String, Integer>> drawn = new HashMap<>();
  private boolean over;

  Root(Variables variables, CollectionFilter mutable, boolean initializing) {
    this.mutable = mutable;
    this.initializing = initializing;
    variables
        .entries()
        .forEach((name, value) -> {
          Map<String, Object> collection = Branches.of(value);
          collections.put(name, mutable.contains(name) ? Branches.copy(collection) : collection);
        });
  }

  @Nullable Map<String, Object> collection(String name) {
    return collections.get(name);
  }

  Map<String, Object> mutableCollection(String name) {
    return collections.computeIfAbsent(name, _ -> new LinkedHashMap<>());
  }

  boolean isEmpty(String collection) {
    Map<String, Object> found = collections.get(collection);
    return found == null || found.isEmpty();
  }

  /// How many keys have been drawn at a path, by stream.
  Map<String, Integer> drawn(List<String> path) {
    return drawn.computeIfAbsent(path, _ -> new TreeMap<>());
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
