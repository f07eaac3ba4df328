package linum.ir;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The programs inside a program that are printed once, in front of it.
final class SharedPrograms {
  private static final int LONG = 10;

  private final Map<Jaxpr, Integer> uses = new LinkedHashMap<>();
  private final Map<Jaxpr, String> labels = new HashMap<>();

  private SharedPrograms() {}

  /// Those that occur more than once or have more than ten equations, in the order in which they
  /// are met level by level, each with a name of its own.
  static Map<Jaxpr, String> in(Jaxpr root) {
    SharedPrograms s = new SharedPrograms();
    s.count(root);
    Map<Jaxpr, String> shared = new LinkedHashMap<>();
    Map<String, Integer> given = new HashMap<>();
    s.uses.forEach((jaxpr, n) -> {
      if (jaxpr != root && (n > 1 || jaxpr.eqns().size() > LONG)) {
        shared.put(jaxpr, unique(s.labels.getOrDefault(jaxpr, "jaxpr"), given));
      }
    });
    return shared;
  }

  private void count(Jaxpr root) {
    Deque<Jaxpr> todo = new ArrayDeque<>(List.of(root));
    while (!todo.isEmpty()) {
      Jaxpr jaxpr = todo.poll();
      // What is inside a program that is met twice is met twice as well; more makes no difference.
      if (uses.merge(jaxpr, 1, Integer::sum) <= 2) {
        for (Eqn e : jaxpr.eqns()) {
          String label = label(e.primitive());
          for (Jaxpr inner : e.primitive().jaxprs()) {
            if (label != null) {
              labels.putIfAbsent(inner, label);
            }
            todo.add(inner);
          }
        }
      }
    }
  }

  private static @Nullable String label(Primitive p) {
    return p instanceof Call.Jit jit ? jit.name().replaceAll("^[<>]+|[<>]+$", "") : null;
  }

  private static String unique(String label, Map<String, Integer> given) {
    int n = given.merge(label, 1, Integer::sum) - 1;
    if (n == 0) {
      return label;
    }
    given.merge(label + n, 1, Integer::sum);
    return label + n;
  }
}
