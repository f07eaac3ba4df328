package linum.nnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import linum.core.Array;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// All objects, variables and arrays that can be reached from an object, each once.
final class Visit {
  /// One of them.
  ///
  /// @param parent the object or container that holds it; null for the root
  record Entry(List<Object> path, Object value, @Nullable Object parent) {}

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Entry> found = new ArrayList<>();

  private Visit() {}

  /// Parents come after what they hold, as in JAX.
  static List<Entry> of(@Nullable Object node) {
    Visit v = new Visit();
    v.visit(List.of(), node, null);
    return v.found;
  }

  private void visit(List<Object> path, @Nullable Object value, @Nullable Object parent) {
    switch (value) {
      case Variable v when seen.add(v) -> found.add(new Entry(path, v, parent));
      case Array a -> found.add(new Entry(path, a, parent));
      case Pytree p when seen.add(p) -> {
        children(p).forEach(e -> visit(Paths.then(path, e.path().getLast()), e.value(), p));
        found.add(new Entry(path, p, parent));
      }
      case null -> {}
      case Variable _, Pytree _ -> {}
      default -> {
        Containers.Level level = Containers.of(value);
        if (level != null) {
          List<Object> keys = level.keys();
          for (int i = 0; i < keys.size(); i++) {
            visit(Paths.then(path, keys.get(i)), level.values().get(i), value);
          }
        }
      }
    }
  }

  /// What the fields and attributes of an object hold, but for null.
  static List<Entry> children(Pytree p) {
    List<Entry> all = new ArrayList<>();
    for (Slot s : Slot.of(p.getClass())) {
      add(all, s.name(), s.get(p), p);
    }
    p.attributes().forEach((name, value) -> add(all, name, value, p));
    return all;
  }

  private static void add(List<Entry> all, String name, @Nullable Object value, Pytree p) {
    if (value != null) {
      all.add(new Entry(List.of(name), value, p));
    }
  }
}
