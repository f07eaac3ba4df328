package linum.reference;

import linum.ir.DType;
import linum.ir.Scalars;

/// The neighbours of a number in a floating type.
final class NextAfter {
  private NextAfter() {}

  /// The next value of `dtype` from `x` toward `y`; `y` itself if they are equal.
  static double of(double x, double y, DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> Math.nextAfter(x, y);
      case FLOAT32 -> Math.nextAfter((float) x, y);
      case FLOAT16 -> ofShort(x, y, Scalars.toFloat16Bits(x), dtype);
      case BFLOAT16 -> ofShort(x, y, Scalars.toBfloat16Bits(x), dtype);
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
          throw new IllegalArgumentException("nextafter is not defined for " + dtype);
    };
  }

  /// The bits of a positive number count up with its size, and those of a negative one as well.
  private static double ofShort(double x, double y, short bits, DType dtype) {
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return Double.NaN;
    }
    if (x == y) {
      return y;
    }
    if (x == 0) {
      return Math.copySign(fromBits((short) 1, dtype), y);
    }
    boolean away = x > 0 == y > x;
    return fromBits((short) (away ? bits + 1 : bits - 1), dtype);
  }

  private static double fromBits(short bits, DType dtype) {
    return dtype == DType.FLOAT16 ? Float.float16ToFloat(bits) : Scalars.fromBfloat16Bits(bits);
  }
}
