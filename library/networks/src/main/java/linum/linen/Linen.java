package linum.linen;

import org.jspecify.annotations.Nullable;

/// Functions of modules.
///
/// In JAX: `flax.linen`.
public final class Linen {
  private Linen() {}

  /// A module as Flax prints it: its class and its attributes, a line each.
  ///
  /// In JAX: `print(module)`. The layers of this package print so; records of your own print as
  /// records do.
  public static String repr(LinenModule module) {
    return ModuleText.of(module);
  }

  /// The value of an option that is given either to the module or to the call.
  ///
  /// @param name the option, for the error
  /// @param a what the module says, or null
  /// @param b what the call says, or null
  /// @throws IllegalArgumentException if both say something, or none
  public static <T> T mergeParam(String name, @Nullable T a, @Nullable T b) {
    if (a != null && b != null) {
      throw new IllegalArgumentException(
          "%s: it was said twice, %s by the module and %s in the call.\nSay it once."
              .formatted(name, a, b));
    }
    if (a == null && b == null) {
      throw new IllegalArgumentException(
          "%s: neither the module nor the call says it.\nSay it: module.%1$s(true), or apply(x, true)"
              .formatted(name));
    }
    return a != null ? a : java.util.Objects.requireNonNull(b);
  }
}
