package linum.ir;

/// Single numbers of each element type, on the Java side: [Long] for integers and booleans,
/// [Double] for floating types.
public final class Scalars {
  private Scalars() {}

  /// The value that `x` has after it is stored as a `dtype`: rounded to nearest for floating types,
  /// truncated and wrapped for integers, 0 or 1 for booleans.
  public static Number round(Number x, DType dtype) {
    return switch (dtype.kind()) {
      case FLOATING, COMPLEX -> round(isWhole(x) ? (double) x.longValue() : x.doubleValue(), dtype);
      case BOOL -> isWhole(x) ? (x.longValue() != 0 ? 1L : 0L) : (x.doubleValue() != 0 ? 1L : 0L);
      case SIGNED, UNSIGNED -> wrap(isWhole(x) ? x.longValue() : (long) x.doubleValue(), dtype);
      case KEY, FLOAT0, TOKEN -> x.longValue();
    };
  }

  private static boolean isWhole(Number x) {
    return !(x instanceof Double || x instanceof Float);
  }

  /// As [#round(Number, DType)]; it keeps whole numbers from being taken for a `double`.
  public static Number round(long x, DType dtype) {
    return round((Number) x, dtype);
  }

  /// `x` rounded to the nearest value of a floating type, ties to even; truncated and wrapped for
  /// an integer type.
  public static double round(double x, DType dtype) {
    return switch (dtype) {
      case FLOAT32, COMPLEX64 -> (float) x;
      case FLOAT16 -> Float.float16ToFloat(toFloat16Bits(x));
      case BFLOAT16 -> fromBfloat16Bits(toBfloat16Bits(x));
      case BOOL -> x != 0 ? 1 : 0;
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> wrap((long) x, dtype);
      case FLOAT64, COMPLEX128, KEY, FLOAT0, TOKEN -> x;
    };
  }

  /// The bits of `x` as an IEEE half, rounded once, from double.
  public static short toFloat16Bits(double x) {
    return Float.floatToFloat16(roundToOdd(x));
  }

  /// The upper half of the bits of `x` as a float, rounded once, to nearest even.
  public static short toBfloat16Bits(double x) {
    if (Double.isNaN(x)) {
      return (short) 0x7fc0;
    }
    int bits = Float.floatToRawIntBits(roundToOdd(x));
    int rounded = bits + 0x7fff + ((bits >> 16) & 1);
    return (short) (rounded >> 16);
  }

  public static float fromBfloat16Bits(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  // Rounding to odd keeps a sticky last bit, so that the second rounding, to fewer bits, is right
  // (S. Boldo, G. Melquiond, "When double rounding is odd", 2005).
  private static float roundToOdd(double x) {
    float nearest = (float) x;
    if (nearest == x || Double.isNaN(x) || (Float.isInfinite(nearest) && Double.isInfinite(x))) {
      return nearest;
    }
    if (Float.isInfinite(nearest)) {
      return Math.copySign(Float.MAX_VALUE, (float) x);
    }
    if ((Float.floatToRawIntBits(nearest) & 1) != 0) {
      return nearest;
    }
    return Math.abs(nearest) > Math.abs(x)
        ? Math.nextAfter(nearest, 0.0)
        : Math.nextAfter(nearest, Math.copySign(Double.POSITIVE_INFINITY, x));
  }

  /// `x` wrapped to the width of an integer type; a `uint64` keeps its bits.
  public static long wrap(long x, DType dtype) {
    return switch (dtype) {
      case BOOL -> x != 0 ? 1 : 0;
      case INT8 -> (byte) x;
      case INT16 -> (short) x;
      case INT32 -> (int) x;
      case UINT8 -> x & 0xffL;
      case UINT16 -> x & 0xffffL;
      case UINT32 -> x & 0xffff_ffffL;
      case INT64,
          UINT64,
          BFLOAT16,
          FLOAT16,
          FLOAT32,
          FLOAT64,
          COMPLEX64,
          COMPLEX128,
          KEY,
          FLOAT0,
          TOKEN ->
          x;
    };
  }
}
