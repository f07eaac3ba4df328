package linum.nnx;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import linum.nnx.NnxFilters.Any;
import linum.nnx.NnxFilters.Everything;
import linum.nnx.NnxFilters.Filter;
import linum.nnx.NnxPytrees.Pytree;

/// Sets fields of many objects at once.
final class Attributes {
  private Attributes() {}

  /// @throws IllegalArgumentException if one of the fields is nowhere
  static void set(Object node, Map<String, ?> attributes, Object... filters) {
    Set<String> missing = setWhereFound(node, attributes, filters);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "setAttributes: no module in %s has a field %s that can be set"
              .formatted(node.getClass().getSimpleName(), String.join(" or ", missing)));
    }
  }

  /// @return the fields that are nowhere
  static Set<String> setWhereFound(Object node, Map<String, ?> attributes, Object... filters) {
    Filter filter = filters.length == 0 ? new Everything() : new Any(filters);
    Set<String> missing = new TreeSet<>(attributes.keySet());
    for (Visit.Entry e : Visit.of(node)) {
      if (e.value() instanceof Pytree p && filter.test(e.path(), p)) {
        missing.removeAll(set(p, attributes));
      }
    }
    return missing;
  }

  private static Set<String> set(Pytree p, Map<String, ?> attributes) {
    Set<String> done = new LinkedHashSet<>();
    for (Slot slot : Slot.of(p.getClass())) {
      Object value = attributes.get(slot.name());
      if (value != null && slot.isMutable()) {
        slot.set(p, value);
        done.add(slot.name());
      }
    }
    return done;
  }
}
