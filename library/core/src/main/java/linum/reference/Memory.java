package linum.reference;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import linum.core.Buffer;
import linum.core.ConcreteArray;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Scalars;

/// Values read from and written to the memory of buffers.
final class Memory {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private Memory() {}

  static Value load(ConcreteArray array) {
    return load(array.buffer(), array.aval());
  }

  static Value load(Buffer buffer, Aval aval) {
    try {
      return load(buffer.segment(), aval);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  static double[] loadReals(Buffer buffer, Aval aval) {
    return Value.reals(load(buffer, aval));
  }

  static long[] loadWholes(Buffer buffer, Aval aval) {
    return Value.wholes(load(buffer, aval));
  }

  static Value load(MemorySegment memory, Aval aval) {
    Value value = Value.zeros(aval);
    switch (value) {
      case Value.Reals r -> loadReals(memory, r.dtype(), r.data());
      case Value.Wholes w -> loadWholes(memory, w.dtype(), w.data());
    }
    return value;
  }

  private static void loadReals(MemorySegment memory, DType dtype, double[] out) {
    int n = out.length;
    if (dtype == DType.FLOAT64) {
      MemorySegment.copy(memory, DOUBLE, 0, out, 0, n);
    } else if (dtype == DType.FLOAT32) {
      for (int i = 0; i < n; i++) {
        out[i] = memory.getAtIndex(FLOAT, i);
      }
    } else if (dtype == DType.FLOAT16) {
      for (int i = 0; i < n; i++) {
        out[i] = Float.float16ToFloat(memory.getAtIndex(SHORT, i));
      }
    } else {
      for (int i = 0; i < n; i++) {
        out[i] = Scalars.fromBfloat16Bits(memory.getAtIndex(SHORT, i));
      }
    }
  }

  private static void loadWholes(MemorySegment memory, DType dtype, long[] out) {
    int n = out.length;
    switch (dtype.byteSize()) {
      case 1 -> {
        for (int i = 0; i < n; i++) {
          out[i] = memory.get(ValueLayout.JAVA_BYTE, i);
        }
      }
      case 2 -> {
        for (int i = 0; i < n; i++) {
          out[i] = memory.getAtIndex(SHORT, i);
        }
      }
      case 4 -> {
        for (int i = 0; i < n; i++) {
          out[i] = memory.getAtIndex(INT, i);
        }
      }
      default -> MemorySegment.copy(memory, LONG, 0, out, 0, n);
    }
    if (dtype.isUnsigned()) {
      Rounding.wrap(out, dtype);
    }
  }

  static void store(Value value, MemorySegment memory) {
    switch (value) {
      case Value.Reals r -> storeReals(r.data(), r.dtype(), memory);
      case Value.Wholes w -> storeWholes(w.data(), w.dtype(), memory);
    }
  }

  private static void storeReals(double[] data, DType dtype, MemorySegment memory) {
    int n = data.length;
    if (dtype == DType.FLOAT64) {
      MemorySegment.copy(data, 0, memory, DOUBLE, 0, n);
    } else if (dtype == DType.FLOAT32) {
      for (int i = 0; i < n; i++) {
        memory.setAtIndex(FLOAT, i, (float) data[i]);
      }
    } else if (dtype == DType.FLOAT16) {
      for (int i = 0; i < n; i++) {
        memory.setAtIndex(SHORT, i, Scalars.toFloat16Bits(data[i]));
      }
    } else {
      for (int i = 0; i < n; i++) {
        memory.setAtIndex(SHORT, i, Scalars.toBfloat16Bits(data[i]));
      }
    }
  }

  private static void storeWholes(long[] data, DType dtype, MemorySegment memory) {
    int n = data.length;
    switch (dtype.byteSize()) {
      case 1 -> {
        for (int i = 0; i < n; i++) {
          memory.set(ValueLayout.JAVA_BYTE, i, (byte) data[i]);
        }
      }
      case 2 -> {
        for (int i = 0; i < n; i++) {
          memory.setAtIndex(SHORT, i, (short) data[i]);
        }
      }
      case 4 -> {
        for (int i = 0; i < n; i++) {
          memory.setAtIndex(INT, i, (int) data[i]);
        }
      }
      default -> MemorySegment.copy(data, 0, memory, LONG, 0, n);
    }
  }
}
