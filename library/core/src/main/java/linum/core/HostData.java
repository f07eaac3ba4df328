package linum.core;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import linum.ir.DType;
import linum.ir.Scalars;

/// Numbers written to and read from the memory of buffers.
public final class HostData {
  private HostData() {}

  /// A buffer of the current backend that holds one number.
  static Buffer scalar(Number value, DType dtype) {
    Backend backend = Backends.current();
    Buffer buffer = backend.allocate(dtype.byteSize(), backend.devices().getFirst());
    write(buffer.segment(), dtype, 0, value);
    return buffer;
  }

  /// Stores a number, already rounded to `dtype`, as element `i`.
  public static void write(MemorySegment segment, DType dtype, long i, Number value) {
    switch (dtype) {
      case BOOL, INT8, UINT8 -> segment.set(ValueLayout.JAVA_BYTE, i, value.byteValue());
      case INT16, UINT16 ->
          segment.setAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, i, value.shortValue());
      case INT32, UINT32 -> segment.setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, i, value.intValue());
      case INT64, UINT64, KEY ->
          segment.setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, i, value.longValue());
      case FLOAT16 ->
          segment.setAtIndex(
              ValueLayout.JAVA_SHORT_UNALIGNED, i, Scalars.toFloat16Bits(value.doubleValue()));
      case BFLOAT16 ->
          segment.setAtIndex(
              ValueLayout.JAVA_SHORT_UNALIGNED, i, Scalars.toBfloat16Bits(value.doubleValue()));
      case FLOAT32 -> segment.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i, value.floatValue());
      case FLOAT64 -> segment.setAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i, value.doubleValue());
      case COMPLEX64, COMPLEX128, FLOAT0, TOKEN ->
          throw new IllegalArgumentException("a single number cannot be stored as " + dtype);
    }
  }

  /// Element `i` of an array in row-major order, as a [Long] (integers, booleans) or a [Double]
  /// (floating types). Waits until it is computed.
  public static Number read(ConcreteArray x, long i) {
    return read(x.buffer(), x.dtype(), i);
  }

  /// Element `i` of what a buffer holds, as a [Long] or a [Double].
  public static Number read(Buffer buffer, DType dtype, long i) {
    try {
      return read(buffer.segment(), dtype, i);
    } finally {
      // Without it, the memory could be given back between the last two steps.
      Reference.reachabilityFence(buffer);
    }
  }

  /// The value of an element that was read: a `uint64` is not negative.
  static double toDouble(Number element, DType dtype) {
    long bits = element.longValue();
    return dtype == DType.UINT64 && bits < 0
        ? 2.0 * (double) ((bits >>> 1) | (bits & 1))
        : element.doubleValue();
  }

  /// Element `i` as a [Long] (integers, booleans) or a [Double] (floating types). The caller sees
  /// to it that the buffer stays reachable.
  public static Number read(MemorySegment segment, DType dtype, long i) {
    return switch (dtype) {
      case BOOL, INT8 -> (long) segment.get(ValueLayout.JAVA_BYTE, i);
      case UINT8 -> (long) (segment.get(ValueLayout.JAVA_BYTE, i) & 0xff);
      case INT16 -> (long) segment.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, i);
      case UINT16 -> (long) (segment.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, i) & 0xffff);
      case INT32 -> (long) segment.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, i);
      case UINT32 -> segment.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, i) & 0xffff_ffffL;
      case INT64, UINT64, KEY -> segment.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, i);
      case FLOAT16 ->
          (double) Float.float16ToFloat(segment.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, i));
      case BFLOAT16 ->
          (double)
              Scalars.fromBfloat16Bits(segment.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, i));
      case FLOAT32 -> (double) segment.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i);
      case FLOAT64 -> segment.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, i);
      case COMPLEX64, COMPLEX128, FLOAT0, TOKEN ->
          throw new IllegalArgumentException("an element of " + dtype + " is not a single number");
    };
  }
}
