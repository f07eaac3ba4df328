package linum.nnx;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import linum.core.Array;
import linum.nnx.NnxVariableKinds.BatchStat;
import linum.nnx.NnxVariableKinds.Cache;
import linum.nnx.NnxVariableKinds.Intermediate;
import linum.nnx.NnxVariableKinds.Param;
import linum.nnx.NnxVariableKinds.Perturbation;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// The kinds of variables by the names of the collections that they are in Linen.
final class KindNames {
  // Guarded by itself: any thread may register a kind.
  private static final Map<String, Class<? extends Variable>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("params", Param.class);
    KINDS.put("batch_stats", BatchStat.class);
    KINDS.put("cache", Cache.class);
    KINDS.put("intermediates", Intermediate.class);
    KINDS.put("perturbations", Perturbation.class);
  }

  private KindNames() {}

  static void register(String name, Class<? extends Variable> kind, boolean overwrite) {
    synchronized (KINDS) {
      Class<?> known = KINDS.get(name);
      if (known != null && !overwrite && known != kind) {
        throw new IllegalArgumentException(
            "registerVariableName: \"%s\" is the name of %s already.\nTake another name, or registerVariableName(\"%1$s\", %s.class, true)."
                .formatted(name, known.getSimpleName(), kind.getSimpleName()));
      }
      KINDS.put(name, kind);
    }
  }

  /// The kind of a name; null if there is none.
  static @Nullable Class<? extends Variable> kind(String name) {
    synchronized (KINDS) {
      return KINDS.get(name);
    }
  }

  /// The name of a kind; null if there is none.
  static @Nullable String name(Class<?> kind) {
    synchronized (KINDS) {
      return KINDS.entrySet().stream()
          .filter(e -> e.getValue() == kind)
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(null);
    }
  }

  static Map<String, Class<? extends Variable>> all() {
    synchronized (KINDS) {
      return new TreeMap<>(KINDS);
    }
  }

  /// A variable of a kind, by its constructor.
  ///
  /// @throws IllegalArgumentException if it has none of a single array or object
  static Variable make(Class<? extends Variable> kind, Object value) {
    for (Class<?> type : List.of(Array.class, Object.class)) {
      if (type.isInstance(value)) {
        try {
          Constructor<? extends Variable> c = kind.getDeclaredConstructor(type);
          c.setAccessible(true);
          return c.newInstance(value);
        } catch (NoSuchMethodException e) {
          // The other type may have one.
        } catch (InvocationTargetException e) {
          throw new IllegalArgumentException("cannot make a " + kind.getSimpleName(), e.getCause());
        } catch (ReflectiveOperationException e) {
          throw new IllegalArgumentException("cannot make a " + kind.getSimpleName(), e);
        }
      }
    }
    throw new IllegalArgumentException(
        "%s has no constructor for %s.\nWrite one: %1$s(Array value) { super(value); }"
            .formatted(kind.getSimpleName(), Text.type(value)));
  }
}
