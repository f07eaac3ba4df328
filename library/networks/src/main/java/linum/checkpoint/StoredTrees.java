package linum.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// States with arrays that were not read yet.
final class StoredTrees {
  private StoredTrees() {}

  /// The state with `f` applied to every such array.
  static @Nullable Object map(@Nullable Object state, Function<StoredArray, ?> f) {
    return switch (state) {
      case StoredArray s -> f.apply(s);
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> out = new LinkedHashMap<>();
        map.forEach((k, v) -> out.put(k, map(v, f)));
        yield Collections.unmodifiableMap(out);
      }
      case null, default -> state;
    };
  }
}
