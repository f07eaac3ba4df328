package linum.linen;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Variables with metadata.
///
/// In JAX: `flax.core.meta`.
final class Meta {
  private Meta() {}

  /// The value of a variable without metadata.
  static Object unbox(Object value) {
    return switch (value) {
      case AxisMetadata<?> m -> unbox(m.unbox());
      case Map<?, ?> _ -> map(Branches.of(value), AxisMetadata::unbox);
      case Variables v -> unbox(v);
      default -> value;
    };
  }

  static Variables unbox(Variables variables) {
    return new Variables(map(variables.entries(), m -> unbox(m.unbox())));
  }

  static Variables addAxis(Variables variables, int index, @Nullable String partitionName) {
    return new Variables(map(variables.entries(), m -> m.addAxis(index, partitionName)));
  }

  static Variables removeAxis(Variables variables, int index, @Nullable String partitionName) {
    return new Variables(map(variables.entries(), m -> m.removeAxis(index, partitionName)));
  }

  /// The value that a variable has after `value` is put where `there` was: in the same box.
  // Safe: a box of any type holds what a body puts into its variable.
  @SuppressWarnings("unchecked")
  static Object replaced(@Nullable Object there, Object value) {
    return there instanceof AxisMetadata<?> box && !(value instanceof AxisMetadata)
        ? ((AxisMetadata<Object>) box).replaceBoxed(value)
        : value;
  }

  private static Map<String, Object> map(
      Map<String, Object> branch, Function<AxisMetadata<?>, Object> f) {
    Map<String, Object> all = new LinkedHashMap<>();
    branch.forEach((name, value) ->
        all.put(
            name,
            switch (value) {
              case AxisMetadata<?> m -> f.apply(m);
              case Map<?, ?> _ -> map(Branches.of(value), f);
              default -> value;
            }));
    return all;
  }
}
