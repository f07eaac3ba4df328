package linum.numpy;

import linum.ir.DType;
import linum.ir.FloatFormat;
import linum.ir.Promotion;

/// The limits of a floating type. In JAX: `jnp.finfo`.
///
/// @param bits the width of an element
/// @param eps the distance from 1 to the next larger number
/// @param max the largest finite number
/// @param min the lowest finite number
/// @param tiny the smallest positive number with full precision
public record Finfo(DType dtype, int bits, double eps, double max, double min, double tiny) {

  /// The facts about a floating type.
  ///
  /// @throws IllegalArgumentException if the type is not floating
  public static Finfo of(DType dtype) {
    DType t = Promotion.canonical(dtype);
    if (!t.isFloating()) {
      throw new IllegalArgumentException(
          "finfo: %s is not a floating type\nUse iinfo for integers".formatted(dtype));
    }
    FloatFormat f = FloatFormat.of(t);
    return new Finfo(t, f.bits(), f.eps(), f.max(), -f.max(), f.tiny());
  }
}
