package linum.testing;

import linum.ir.DType;
import linum.ir.Scalars;

/// Distances counted in representable numbers ("units in the last place").
public final class Ulps {
  private Ulps() {}

  /// How many steps from one `float` to the next lead from `a` to `b`; 0 for two NaN,
  /// [Long#MAX_VALUE] for one.
  public static long distance(float a, float b) {
    return distance(a, b, DType.FLOAT32);
  }

  /// How many steps from one `double` to the next lead from `a` to `b`.
  public static long distance(double a, double b) {
    return distance(a, b, DType.FLOAT64);
  }

  /// How many steps from one number of a floating type to the next lead from `a` to `b`, two
  /// numbers of that type.
  public static long distance(double a, double b, DType dtype) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.isNaN(a) && Double.isNaN(b) ? 0 : Long.MAX_VALUE;
    }
    long steps = ordered(a, dtype) - ordered(b, dtype);
    return steps == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(steps);
  }

  // The bits as an integer that grows with the number; both zeros are 0.
  private static long ordered(double x, DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> signed(Double.doubleToLongBits(Math.abs(x)), x);
      case FLOAT32 -> signed(Float.floatToIntBits((float) Math.abs(x)), x);
      case FLOAT16 -> signed(Scalars.toFloat16Bits(Math.abs(x)), x);
      case BFLOAT16 -> signed(Scalars.toBfloat16Bits(Math.abs(x)), x);
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

  private static long signed(long magnitude, double x) {
    return x < 0 ? -magnitude : magnitude;
  }
}
