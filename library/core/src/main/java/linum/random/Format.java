package linum.random;

import linum.ir.DType;

/// The limits of the floating types.
///
/// @param mantissa bits after the leading one
/// @param minExponent that of the smallest normal number
record Format(int bits, int mantissa, int minExponent) {

  static Format of(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> new Format(16, 10, -14);
      case BFLOAT16 -> new Format(16, 7, -126);
      case FLOAT32 -> new Format(32, 23, -126);
      case FLOAT64 -> new Format(64, 52, -1022);
      case BOOL,
          INT8,
          INT16,
          INT32,
          INT64,
          UINT8,
          UINT16,
          UINT32,
          UINT64,
          COMPLEX64,
          COMPLEX128,
          KEY,
          FLOAT0 ->
          throw new IllegalArgumentException(dtype + " is not a floating type");
    };
  }

  /// The distance from one to the next number above.
  double eps() {
    return Math.scalb(1.0, -mantissa);
  }

  /// The distance from one to the next number below.
  double epsneg() {
    return Math.scalb(1.0, -mantissa - 1);
  }

  /// The smallest normal number.
  double tiny() {
    return Math.scalb(1.0, minExponent);
  }

  /// The bits of one, as an integer of the same width.
  long one() {
    int exponentBits = bits - 1 - mantissa;
    return ((1L << (exponentBits - 1)) - 1) << mantissa;
  }

  DType unsigned() {
    return switch (bits) {
      case 16 -> DType.UINT16;
      case 32 -> DType.UINT32;
      default -> DType.UINT64;
    };
  }
}
