package linum.transform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import linum.tree.Structure;
import org.jspecify.annotations.Nullable;

/// Says why a compiled function is traced again.
///
/// In JAX: `jax_explain_cache_misses`.
public final class Recompiles {
  private static volatile @Nullable Consumer<String> listener;

  private Recompiles() {}

  /// Tells `newListener` from now on; null tells nobody.
  public static void explainTo(@Nullable Consumer<String> newListener) {
    listener = newListener;
  }

  static void explain(String name, JitKey key, Map<JitKey, JitEntry> cache) {
    Consumer<String> to = listener;
    if (to == null) {
      return;
    }
    to.accept("jit: tracing " + name + " " + reason(key, cache.keySet()));
  }

  private static String reason(JitKey key, Collection<JitKey> known) {
    if (known.isEmpty()) {
      return "for the first time";
    }
    List<String> fewest =
        known.stream()
            .map(k -> differences(k, key))
            .min(Comparator.comparingInt(List::size))
            .orElseThrow();
    return fewest.isEmpty()
        ? "again: it refers to values of a transformation that has ended"
        : "again:\n  " + String.join("\n  ", fewest);
  }

  private static List<String> differences(JitKey old, JitKey now) {
    List<String> out = new ArrayList<>();
    if (old.structures().size() != now.structures().size()) {
      out.add(
          "it had %d arguments, now it has %d"
              .formatted(old.structures().size(), now.structures().size()));
      return out;
    }
    Arguments names = new Arguments(List.of(), now.structures());
    for (int i = 0; i < now.structures().size(); i++) {
      Structure a = old.structures().get(i);
      Structure b = now.structures().get(i);
      if (!a.equals(b)) {
        out.add("argument %d had the structure %s, now %s".formatted(i, a, b));
      }
    }
    if (out.isEmpty()) {
      for (int i = 0; i < now.avals().size(); i++) {
        if (!old.avals().get(i).equals(now.avals().get(i))) {
          out.add("%s was %s, now %s".formatted(names.name(i), type(old, i), type(now, i)));
        }
      }
    }
    if (!old.settings().equals(now.settings())) {
      out.add("the settings were %s, now %s".formatted(old.settings(), now.settings()));
    }
    if (!old.axisSizes().equals(now.axisSizes())) {
      out.add("the named axes were %s, now %s".formatted(old.axisSizes(), now.axisSizes()));
    }
    return out;
  }

  private static String type(JitKey key, int i) {
    return key.avals().get(i) + (key.avals().get(i).weak() ? " (weakly typed)" : "");
  }
}
