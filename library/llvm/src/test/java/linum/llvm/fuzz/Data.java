package linum.llvm.fuzz;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.random.RandomGenerator;
import linum.ir.Aval;
import linum.ir.DType;

/// Elements by chance: ordinary numbers, and often enough those at which code goes wrong.
public final class Data {
  private static final float[] SPECIAL = {
    0f,
    -0f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1e-40f,
    0.5f,
    -2.5f,
    1e9f,
    65504f,
    2147483648f
  };

  private Data() {}

  public static void fill(MemorySegment to, Aval aval, RandomGenerator random) {
    DType dtype = aval.dtype();
    for (long i = 0; i < aval.size(); i++) {
      boolean special = random.nextInt(12) == 0;
      double real = special ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextGaussian() * 3;
      long whole = special ? random.nextLong() : random.nextInt(41) - 20;
      if (dtype.isFloating()) {
        set(to, dtype, i, real);
      } else {
        set(to, dtype, i, dtype == DType.BOOL ? random.nextInt(2) : whole);
      }
    }
  }

  /// Makes an element a number, rounded or wrapped to its type.
  public static void set(MemorySegment to, DType dtype, long i, Number number) {
    long whole = number.longValue();
    float real = number.floatValue();
    switch (dtype) {
      case FLOAT32 -> to.setAtIndex(ValueLayout.JAVA_FLOAT, i, real);
      case FLOAT64 -> to.setAtIndex(ValueLayout.JAVA_DOUBLE, i, number.doubleValue());
      case FLOAT16 -> to.setAtIndex(ValueLayout.JAVA_SHORT, i, Float.floatToFloat16(real));
      case BFLOAT16 ->
          to.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (Float.floatToRawIntBits(real) >>> 16));
      default -> {
        switch (dtype.byteSize()) {
          case 1 -> to.set(ValueLayout.JAVA_BYTE, i, (byte) whole);
          case 2 -> to.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) whole);
          case 4 -> to.setAtIndex(ValueLayout.JAVA_INT, i, (int) whole);
          default -> to.setAtIndex(ValueLayout.JAVA_LONG, i, whole);
        }
      }
    }
  }

  /// Whether two arrays have the same elements; all NaNs are one.
  ///
  /// @return the first place where they differ; -1 if nowhere
  public static long difference(MemorySegment a, MemorySegment b, Aval aval) {
    for (long i = 0; i < aval.size(); i++) {
      if (bits(a, aval.dtype(), i) != bits(b, aval.dtype(), i)) {
        return i;
      }
    }
    return -1;
  }

  /// The bits of an element, one pattern standing for all NaNs.
  static long bits(MemorySegment s, DType dtype, long i) {
    return switch (dtype) {
      case FLOAT32 -> Float.floatToIntBits(s.getAtIndex(ValueLayout.JAVA_FLOAT, i));
      case FLOAT64 -> Double.doubleToLongBits(s.getAtIndex(ValueLayout.JAVA_DOUBLE, i));
      case FLOAT16 ->
          Float.floatToIntBits(Float.float16ToFloat(s.getAtIndex(ValueLayout.JAVA_SHORT, i)));
      case BFLOAT16 ->
          Float.floatToIntBits(Float.intBitsToFloat(s.getAtIndex(ValueLayout.JAVA_SHORT, i) << 16));
      default ->
          switch (dtype.byteSize()) {
            case 1 -> s.get(ValueLayout.JAVA_BYTE, i);
            case 2 -> s.getAtIndex(ValueLayout.JAVA_SHORT, i);
            case 4 -> s.getAtIndex(ValueLayout.JAVA_INT, i);
            default -> s.getAtIndex(ValueLayout.JAVA_LONG, i);
          };
    };
  }
}
