package linum.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values kept between bounds.
final class Clip {
  private Clip() {}

  /// @throws IllegalArgumentException if a bound does not fit into the type of integers
  static Array clip(Array x, @Nullable Number min, @Nullable Number max) {
    return clip(x, min == null ? null : bound(min, x), max == null ? null : bound(max, x));
  }

  // A number of the source, in a type in which it does not change that of the array.
  private static Array bound(Number value, Array x) {
    Types.scalar(value, Types.common(x, value));
    return Types.weak(value);
  }

  static Array clip(Array x, @Nullable Array min, @Nullable Array max) {
    List<Array> in = new ArrayList<>(List.of(x));
    if (min != null) {
      in.add(min);
    }
    if (max != null) {
      in.add(max);
    }
    return Named.call(
        "clip",
        List.of(min != null, max != null),
        args -> {
          Array low = min == null ? args.getFirst() : args.get(1).maximum(args.getFirst());
          return max == null ? low : args.getLast().minimum(low);
        },
        in);
  }
}
