package linum.core;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.function.Function;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Scalars;

/// Java's own arrays and buffers turned into arrays and back. Data is always copied: an array never
/// changes after it is made.
///
/// Reading waits until the array is computed. A wider number that does not fit into the asked type
/// is an error for integers, and is rounded for floating numbers.
public final class HostArrays {
  private HostArrays() {}

  // In

  /// A `float32` array of the given shape, from its elements in row-major order.
  ///
  /// @throws IllegalArgumentException if the shape holds another number of elements
  public static ConcreteArray fromFloats(float[] values, Dims shape) {
    return fromSegment(MemorySegment.ofArray(values), new Aval(DType.FLOAT32, shape));
  }

  public static ConcreteArray fromInts(int[] values, Dims shape) {
    return fromSegment(MemorySegment.ofArray(values), new Aval(DType.INT32, shape));
  }

  public static ConcreteArray fromBooleans(boolean[] values, Dims shape) {
    Aval aval = new Aval(DType.BOOL, shape);
    checkSize(values.length, aval);
    linum.core.Buffer buffer = allocate(aval);
    for (int i = 0; i < values.length; i++) {
      buffer.segment().set(ValueLayout.JAVA_BYTE, i, (byte) (values[i] ? 1 : 0));
    }
    return ConcreteArray.of(aval, buffer);
  }

  /// An array of any type but keys, each number rounded or wrapped to it.
  public static ConcreteArray fromDoubles(double[] values, DType dtype, Dims shape) {
    Aval aval = new Aval(dtype, shape);
    checkSize(values.length, aval);
    if (dtype == DType.FLOAT64) {
      return fromSegment(MemorySegment.ofArray(values), aval);
    }
    linum.core.Buffer buffer = allocate(aval);
    for (int i = 0; i < values.length; i++) {
      HostData.write(buffer.segment(), dtype, i, Scalars.round((Number) values[i], dtype));
    }
    return ConcreteArray.of(aval, buffer);
  }

  /// An array of any type, each number rounded or wrapped to it.
  public static ConcreteArray fromLongs(long[] values, DType dtype, Dims shape) {
    Aval aval = new Aval(dtype, shape);
    checkSize(values.length, aval);
    if (dtype.byteSize() == 8 && !dtype.isInexact()) {
      return fromSegment(MemorySegment.ofArray(values), aval);
    }
    linum.core.Buffer buffer = allocate(aval);
    for (int i = 0; i < values.length; i++) {
      HostData.write(buffer.segment(), dtype, i, Scalars.round((Number) values[i], dtype));
    }
    return ConcreteArray.of(aval, buffer);
  }

  /// The bytes of a segment as an array: row-major, in the order of this machine.
  ///
  /// @throws IllegalArgumentException if the segment has another size than the type says
  public static ConcreteArray fromSegment(MemorySegment bytes, Aval aval) {
    if (bytes.byteSize() != aval.byteSize()) {
      throw new IllegalArgumentException(
          "an array of type %s takes %d bytes, got %d"
              .formatted(aval, aval.byteSize(), bytes.byteSize()));
    }
    Backend backend = Backends.current();
    return ConcreteArray.of(
        aval, backend.put(bytes, aval.byteSize(), backend.devices().getFirst()));
  }

  /// The remaining elements of a buffer; its position stays where it is. A [ByteBuffer] gives
  /// `uint8`, a [ShortBuffer] `int16`.
  ///
  /// @throws IllegalArgumentException if the shape holds another number of elements
  public static ConcreteArray fromBuffer(Buffer values, Dims shape) {
    DType dtype =
        switch (values) {
          case FloatBuffer _ -> DType.FLOAT32;
          case DoubleBuffer _ -> DType.FLOAT64;
          case IntBuffer _ -> DType.INT32;
          case LongBuffer _ -> DType.INT64;
          case ShortBuffer _ -> DType.INT16;
          case ByteBuffer _ -> DType.UINT8;
          default ->
              throw new IllegalArgumentException(
                  "a %s has no element type of arrays"
                      .formatted(values.getClass().getSimpleName()));
        };
    if (!nativeOrder(values)) {
      throw new IllegalArgumentException(
          "the buffer has the byte order of another machine\nView its bytes with order(ByteOrder.nativeOrder()) first.");
    }
    return fromSegment(MemorySegment.ofBuffer(values), new Aval(dtype, shape));
  }

  private static boolean nativeOrder(Buffer values) {
    ByteOrder order =
        switch (values) {
          case FloatBuffer b -> b.order();
          case DoubleBuffer b -> b.order();
          case IntBuffer b -> b.order();
          case LongBuffer b -> b.order();
          case ShortBuffer b -> b.order();
          default -> ByteOrder.nativeOrder();
        };
    return order == ByteOrder.nativeOrder();
  }

  private static linum.core.Buffer allocate(Aval aval) {
    return HostMemory.allocate(aval.byteSize(), new Device("cpu", 0));
  }

  private static void checkSize(int length, Aval aval) {
    if (length != aval.size()) {
      throw new IllegalArgumentException(
          "an array of type %s has %d elements, got %d".formatted(aval, aval.size(), length));
    }
  }

  // Out

  /// The elements in row-major order, rounded to `float`.
  public static float[] toFloats(ConcreteArray x) {
    float[] out = new float[length(x)];
    if (x.dtype() == DType.FLOAT32) {
      copy(x, MemorySegment.ofArray(out));
    } else {
      double[] wide = toDoubles(x);
      for (int i = 0; i < out.length; i++) {
        out[i] = (float) wide[i];
      }
    }
    return out;
  }

  public static double[] toDoubles(ConcreteArray x) {
    double[] out = new double[length(x)];
    if (x.dtype() == DType.FLOAT64) {
      copy(x, MemorySegment.ofArray(out));
    } else {
      for (int i = 0; i < out.length; i++) {
        out[i] = HostData.toDouble(HostData.read(x, i), x.dtype());
      }
    }
    return out;
  }

  /// The elements in row-major order, of an array of integers or booleans.
  ///
  /// @throws IllegalArgumentException if the elements are not integers, or one does not fit
  public static int[] toInts(ConcreteArray x) {
    int[] out = new int[length(x)];
    if (x.dtype() == DType.INT32) {
      copy(x, MemorySegment.ofArray(out));
    } else {
      long[] wide = toLongs(x);
      for (int i = 0; i < out.length; i++) {
        if (wide[i] != (int) wide[i]) {
          throw unfit(x, wide[i], "int", "toLongArray()");
        }
        out[i] = (int) wide[i];
      }
    }
    return out;
  }

  /// The elements in row-major order, of an array of integers or booleans.
  ///
  /// @throws IllegalArgumentException if the elements are not integers, or one does not fit
  public static long[] toLongs(ConcreteArray x) {
    if (!x.dtype().isInteger() && x.dtype() != DType.BOOL) {
      throw new IllegalArgumentException(
          "the elements of %s are not integers\nConvert it first: x.astype(INT32).toIntArray()."
              .formatted(x.aval()));
    }
    long[] out = new long[length(x)];
    for (int i = 0; i < out.length; i++) {
      out[i] = HostData.read(x, i).longValue();
      if (x.dtype() == DType.UINT64 && out[i] < 0) {
        throw unfit(x, out[i], "long", "view(INT64)");
      }
    }
    return out;
  }

  private static IllegalArgumentException unfit(ConcreteArray x, long v, String type, String use) {
    return new IllegalArgumentException(
        "an element of %s is %s, which does not fit into %s\nUse x.%s."
            .formatted(
                x.aval(),
                x.dtype() == DType.UINT64 ? Long.toUnsignedString(v) : Long.toString(v),
                type,
                use));
  }

  /// Whether each element is not zero.
  public static boolean[] toBooleans(ConcreteArray x) {
    boolean[] out = new boolean[length(x)];
    for (int i = 0; i < out.length; i++) {
      out[i] = HostData.read(x, i).doubleValue() != 0;
    }
    return out;
  }

  /// A read-only copy of the bytes, off-heap and aligned to 64 bytes, which lives as long as
  /// somebody refers to it.
  public static MemorySegment toSegment(ConcreteArray x) {
    MemorySegment out = Arena.ofAuto().allocate(Math.max(1, x.nbytes()), 64).asSlice(0, x.nbytes());
    copy(x, out);
    return out.asReadOnly();
  }

  /// What `reader` makes of the bytes themselves, without a copy. The segment is read-only, and
  /// must not be used after `reader` returns: its memory may hold something else by then.
  public static <R> R read(ConcreteArray x, Function<MemorySegment, R> reader) {
    linum.core.Buffer buffer = x.buffer();
    try {
      return reader.apply(buffer.segment().asSlice(0, x.nbytes()).asReadOnly());
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  private static void copy(ConcreteArray x, MemorySegment to) {
    read(x, bytes -> to.copyFrom(bytes));
  }

  private static int length(ConcreteArray x) {
    if (x.size() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a Java array holds at most %d elements, but %s has %d"
              .formatted(Integer.MAX_VALUE - 8, x.aval(), x.size()));
    }
    return (int) x.size();
  }
}
