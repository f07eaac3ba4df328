package linum.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parameter of a primitive as programs print it: `axes=(0,)`.
public record Param(String name, @Nullable Object value) {
  /// `of("a", 1, "b", 2)`: two parameters.
  static List<Param> of(String name, @Nullable Object value) {
    return List.of(new Param(name, value));
  }

  static List<Param> of(String n1, @Nullable Object v1, String n2, @Nullable Object v2) {
    return List.of(new Param(n1, v1), new Param(n2, v2));
  }

  static List<Param> of(
      String n1,
      @Nullable Object v1,
      String n2,
      @Nullable Object v2,
      String n3,
      @Nullable Object v3) {
    return List.of(new Param(n1, v1), new Param(n2, v2), new Param(n3, v3));
  }
}
