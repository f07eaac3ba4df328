package linum.nnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Values by path as nested immutable maps, in the order of the paths.
final class Nesting {
  private Nesting() {}

  static Map<Object, Object> of(Map<List<Object>, ?> flat) {
    Map<Object, Map<List<Object>, Object>> below = new LinkedHashMap<>();
    Map<Object, Object> here = new LinkedHashMap<>();
    flat.forEach((path, value) -> {
      here.put(path.getFirst(), value);
      if (path.size() > 1) {
        below
            .computeIfAbsent(path.getFirst(), _ -> new LinkedHashMap<>())
            .put(path.subList(1, path.size()), value);
      }
    });
    below.forEach((key, rest) -> here.put(key, of(rest)));
    return java.util.Collections.unmodifiableMap(here);
  }

  /// The value at a path.
  @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows what is there
  static <T> T get(Map<?, ?> nested, List<Object> path) {
    Object at = nested;
    for (Object key : path) {
      at = at instanceof Map<?, ?> m ? m.get(key) : null;
    }
    return Typed.cast(at);
  }
}
