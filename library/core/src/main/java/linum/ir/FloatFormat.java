package linum.ir;

/// The limits of the floating types.
///
/// @param bits the width of an element
/// @param mantissa bits after the leading one
/// @param minExponent that of the smallest normal number
public record FloatFormat(int bits, int mantissa, int minExponent) {

  /// The limits of a type.
  ///
  /// @throws IllegalArgumentException if the type is not floating
  public static FloatFormat of(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> new FloatFormat(16, 10, -14);
      case BFLOAT16 -> new FloatFormat(16, 7, -126);
      case FLOAT32 -> new FloatFormat(32, 23, -126);
      case FLOAT64 -> new FloatFormat(64, 52, -1022);
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
          FLOAT0,
          TOKEN ->
          throw new IllegalArgumentException(dtype + " is not a floating type");
    };
  }

  /// The distance from one to the next number above.
  public double eps() {
    return Math.scalb(1.0, -mantissa);
  }

  /// The distance from one to the next number below.
  public double epsneg() {
    return Math.scalb(1.0, -mantissa - 1);
  }

  /// The smallest normal number.
  public double tiny() {
    return Math.scalb(1.0, minExponent);
  }

  /// The largest finite number.
  public double max() {
    return Math.scalb(2 - eps(), 1 - minExponent);
  }

  /// The bits of one, as an integer of the same width.
  public long one() {
    int exponentBits = bits - 1 - mantissa;
    return ((1L << (exponentBits - 1)) - 1) << mantissa;
  }

  /// The unsigned integer type of the same width.
  public DType unsigned() {
    return switch (bits) {
      case 16 -> DType.UINT16;
      case 32 -> DType.UINT32;
      default -> DType.UINT64;
    };
  }
}
