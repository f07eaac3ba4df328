package linum.nnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import linum.nnx.NnxAxes.Carry;
import linum.nnx.NnxAxes.StateAxes;
import linum.nnx.NnxVariables.Variable;
import linum.transform.Vmap;
import org.jspecify.annotations.Nullable;

/// The names of the axes of variables, in their metadata.
final class AxisNames {
  /// Under which they are.
  static final String SHARDING = "out_sharding";

  private AxisNames() {}

  /// The names; null if there are none.
  // Safe: what is under this name was put there by a method that takes strings.
  @SuppressWarnings("unchecked")
  static @Nullable List<@Nullable String> of(Map<String, Object> metadata) {
    return metadata.get(SHARDING) instanceof List<?> names ? (List<@Nullable String>) names : null;
  }

  /// Puts an axis into the metadata of all variables of a tree.
  static void added(@Nullable Object tree, Object axes, String name) {
    each(
        tree,
        axes,
        (v, axis) -> {
          List<@Nullable String> names = of(v.metadata());
          if (names != null) {
            List<@Nullable String> longer = new ArrayList<>(names);
            int at = axis < 0 ? axis + longer.size() + 1 : axis;
            while (longer.size() < at) {
              longer.add(null);
            }
            longer.add(at, name);
            put(v, longer);
          }
          v.addAxis(axis, name);
        });
  }

  /// Takes an axis out of the metadata of all variables of a tree.
  static void removed(@Nullable Object tree, Object axes, String name) {
    each(
        tree,
        axes,
        (v, axis) -> {
          List<@Nullable String> names = of(v.metadata());
          if (names != null) {
            List<@Nullable String> shorter = new ArrayList<>(names);
            int at = axis < 0 ? axis + shorter.size() : axis;
            String found = at < shorter.size() ? shorter.remove(at) : null;
            if (!Objects.equals(found, name)) {
              throw new IllegalArgumentException(
                  "transformMetadata: axis %d of a variable with the axes %s has the name %s, not %s.\nGive it the name that the axis got when the variable was made."
                      .formatted(axis, names, found, name));
            }
            put(v, shorter);
          }
          v.removeAxis(axis, name);
        });
  }

  private static void put(Variable v, List<@Nullable String> names) {
    Map<String, Object> all = new TreeMap<>(v.metadata());
    all.put(SHARDING, java.util.Collections.unmodifiableList(names));
    v.setMetadata(java.util.Collections.unmodifiableMap(all));
  }

  private interface Change {
    void of(Variable v, int axis);
  }

  private static void each(@Nullable Object tree, Object axes, Change change) {
    if (tree == null) {
      return;
    }
    for (Visit.Entry e : Visit.of(tree)) {
      if (e.value() instanceof Variable v) {
        Object axis = axes instanceof StateAxes s ? s.of(e.path(), v) : axes;
        if (axis instanceof Integer i && i != Vmap.NONE) {
          change.of(v, i);
        } else if (!(axis instanceof Integer) && !(axis instanceof Carry)) {
          throw new IllegalArgumentException(
              "transformMetadata: an axis is an int, NONE or StateAxes, got " + axis);
        }
      }
    }
  }
}
