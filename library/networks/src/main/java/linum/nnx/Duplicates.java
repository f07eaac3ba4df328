package linum.nnx;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// Finds objects that can be reached in several ways.
final class Duplicates {
  private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();
  private final Map<Integer, List<List<Object>>> paths = new LinkedHashMap<>();

  private Duplicates() {}

  static List<List<List<Object>>> of(Object node) {
    Duplicates d = new Duplicates();
    d.visit(List.of(), node);
    return d.paths.values().stream().filter(p -> p.size() > 1).map(List::copyOf).toList();
  }

  private void visit(List<Object> path, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Variable v -> meet(v, path);
      case Pytree p -> {
        if (meet(p, path)) {
          Visit.children(p).forEach(e -> visit(Paths.then(path, e.path().getFirst()), e.value()));
        }
      }
      default -> {
        Containers.Level level = Containers.of(value);
        if (level != null) {
          List<Object> keys = level.keys();
          for (int i = 0; i < keys.size(); i++) {
            visit(Paths.then(path, keys.get(i)), level.values().get(i));
          }
        }
      }
    }
  }

  // Whether it is met for the first time.
  private boolean meet(Object o, List<Object> path) {
    boolean first = !numbers.containsKey(o);
    int number = numbers.computeIfAbsent(o, _ -> numbers.size());
    paths.computeIfAbsent(number, _ -> new ArrayList<>()).add(path);
    return first;
  }
}
