package linum.llvm.element;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import linum.ir.DType;
import linum.ir.Scalars;

/// Elements to try: what is special in a type, and random bits.
final class Samples {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -0.5,
    1.5,
    -1.5,
    2.5,
    2,
    -2,
    3,
    7,
    -7,
    127,
    128,
    -128,
    -129,
    255,
    256,
    32767,
    32768,
    -32769,
    65504,
    65520,
    65535,
    65536,
    0x1p31,
    -0x1p31,
    0x1p31 - 1,
    -0x1p31 - 1,
    0x1p32,
    0x1p32 - 1,
    0x1p63,
    -0x1p63,
    0x1p64,
    0x1p-24,
    0x1p-25,
    0x1p-126,
    0x1p-133,
    0x1p-149,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Float.MAX_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };
  private static final long[] WHOLE = {
    0,
    1,
    -1,
    2,
    -2,
    3,
    7,
    8,
    15,
    16,
    31,
    32,
    33,
    63,
    64,
    65,
    100,
    -100,
    Byte.MAX_VALUE,
    Byte.MIN_VALUE,
    255,
    Short.MAX_VALUE,
    Short.MIN_VALUE,
    65535,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xffff_ffffL,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1L << 53,
    (1L << 53) + 1,
    (1L << 24) + 1
  };

  private Samples() {}

  /// The special values of a type.
  static List<Number> special(DType dtype) {
    List<Number> out = new ArrayList<>();
    if (dtype.isFloating()) {
      for (double v : SPECIAL) {
        out.add(Scalars.round(v, dtype));
      }
    } else {
      for (long v : WHOLE) {
        out.add(Scalars.round(v, dtype));
      }
    }
    return out;
  }

  /// Every pair of special values, and random ones up to a size that is a multiple of 16; the
  /// special ones are in both places of a pair.
  static MemorySegment[] pairs(Arena arena, DType first, DType second, int size, long seed) {
    List<Number> left = special(first);
    List<Number> right = special(second);
    int pairs = left.size() * right.size();
    if (pairs > size) {
      throw new IllegalArgumentException("%d pairs in %d places".formatted(pairs, size));
    }
    MemorySegment[] out = {random(arena, first, size, seed), random(arena, second, size, seed + 1)};
    for (int i = 0; i < pairs; i++) {
      put(out[0], first, i, left.get(i / right.size()));
      put(out[1], second, i, right.get(i % right.size()));
    }
    return out;
  }

  /// The special values, and random bits.
  static MemorySegment of(Arena arena, DType dtype, int size, long seed) {
    MemorySegment out = random(arena, dtype, size, seed);
    List<Number> special = special(dtype);
    for (int i = 0; i < special.size(); i++) {
      put(out, dtype, i, special.get(i));
    }
    return out;
  }

  private static MemorySegment random(Arena arena, DType dtype, int size, long seed) {
    MemorySegment out = arena.allocate((long) size * dtype.byteSize(), 64);
    byte[] bytes = new byte[(int) out.byteSize()];
    new Random(seed).nextBytes(bytes);
    for (int i = 0; dtype == DType.BOOL && i < size; i++) {
      bytes[i] &= 1;
    }
    MemorySegment.copy(bytes, 0, out, JAVA_BYTE, 0, bytes.length);
    return out;
  }

  static void put(MemorySegment memory, DType dtype, int i, Number v) {
    switch (dtype) {
      case FLOAT64 -> memory.setAtIndex(JAVA_DOUBLE, i, v.doubleValue());
      case FLOAT32 -> memory.setAtIndex(JAVA_FLOAT, i, v.floatValue());
      case FLOAT16 -> memory.setAtIndex(JAVA_SHORT, i, Scalars.toFloat16Bits(v.doubleValue()));
      case BFLOAT16 -> memory.setAtIndex(JAVA_SHORT, i, Scalars.toBfloat16Bits(v.doubleValue()));
      default -> {
        switch (dtype.byteSize()) {
          case 1 -> memory.set(JAVA_BYTE, i, v.byteValue());
          case 2 -> memory.setAtIndex(JAVA_SHORT, i, v.shortValue());
          case 4 -> memory.setAtIndex(JAVA_INT, i, v.intValue());
          default -> memory.setAtIndex(JAVA_LONG, i, v.longValue());
        }
      }
    }
  }

  /// An element as a [Double], or the bits of a whole number as a [Long].
  static Number get(MemorySegment memory, DType dtype, int i) {
    return switch (dtype) {
      case FLOAT64 -> memory.getAtIndex(JAVA_DOUBLE, i);
      case FLOAT32 -> (double) memory.getAtIndex(JAVA_FLOAT, i);
      case FLOAT16 -> (double) Float.float16ToFloat(memory.getAtIndex(JAVA_SHORT, i));
      case BFLOAT16 -> (double) Scalars.fromBfloat16Bits(memory.getAtIndex(JAVA_SHORT, i));
      default ->
          switch (dtype.byteSize()) {
            case 1 -> (long) memory.get(JAVA_BYTE, i);
            case 2 -> (long) memory.getAtIndex(JAVA_SHORT, i);
            case 4 -> (long) memory.getAtIndex(JAVA_INT, i);
            default -> memory.getAtIndex(JAVA_LONG, i);
          };
    };
  }
}
