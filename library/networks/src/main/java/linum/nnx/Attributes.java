package linum.nnx;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

  /// As [#set], but fields that are nowhere are no error.
  ///
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

  static String text(Object node) {
    Map<String, String> classes = new TreeMap<>();
    for (Visit.Entry e : Visit.of(node)) {
      if (e.value() instanceof Pytree p) {
        String fields =
            Slot.of(p.getClass()).stream()
                .filter(Slot::isMutable)
                .map(s ->
                    s instanceof Slot.Declared d
                        ? "  %s: %s\n".formatted(d.name(), d.field().getType().getSimpleName())
                        : "")
                .collect(Collectors.joining());
        if (!fields.isEmpty()) {
          classes.put(p.getClass().getSimpleName(), fields);
        }
      }
    }
    return classes.entrySet().stream()
        .map(e -> e.getKey() + ":\n" + e.getValue())
        .collect(Collectors.joining());
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
