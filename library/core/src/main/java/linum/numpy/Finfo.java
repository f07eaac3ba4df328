package linum.numpy;

import linum.ir.DType;
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
    return switch (t) {
      case FLOAT16 -> make(t, 10, 15);
      case BFLOAT16 -> make(t, 7, 127);
      case FLOAT32 -> make(t, 23, 127);
      case FLOAT64 -> make(t, 52, 1023);
      default ->
          throw new IllegalArgumentException(
              "finfo: %s is not a floating type\nUse iinfo for integers".formatted(dtype));
    };
  }

  private static Finfo make(DType t, int mantissa, int exponent) {
    double eps = Math.scalb(1.0, -mantissa);
    double max = Math.scalb(2 - eps, exponent);
    return new Finfo(t, t.bits(), eps, max, -max, Math.scalb(1.0, 1 - exponent));
  }
}
