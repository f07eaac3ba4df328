package linum.numpy;

import linum.ir.DType;

/// The limits of an integer type. In JAX: `jnp.iinfo`.
///
/// @param bits the width of an element
/// @param max the largest number; of `uint64` its bits
public record Iinfo(DType dtype, int bits, long min, long max) {

  /// The facts about an integer type.
  ///
  /// @throws IllegalArgumentException if the type is not an integer
  public static Iinfo of(DType dtype) {
    if (!dtype.isInteger()) {
      throw new IllegalArgumentException(
          "iinfo: %s is not an integer type\nUse finfo for floating types".formatted(dtype));
    }
    int bits = dtype.bits();
    return dtype.isSigned()
        ? new Iinfo(dtype, bits, -1L << (bits - 1), (1L << (bits - 1)) - 1)
        : new Iinfo(dtype, bits, 0, bits == 64 ? -1L : (1L << bits) - 1);
  }
}
