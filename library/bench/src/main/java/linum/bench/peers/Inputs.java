package linum.bench.peers;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import linum.core.Array;
import linum.core.Backend;
import linum.core.Backends;
import linum.core.Buffer;
import linum.core.ConcreteArray;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;

/// Arrays to feed workloads with, the same in every run.
final class Inputs {
  private Inputs() {}

  /// Normal numbers with a standard deviation.
  static Array normal(double deviation, int... shape) {
    Random random = new Random(size(shape));
    float[] values = new float[size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * deviation);
    }
    return floats(values, shape);
  }

  static Array full(double value, int... shape) {
    float[] values = new float[size(shape)];
    java.util.Arrays.fill(values, (float) value);
    return floats(values, shape);
  }

  /// Whole numbers from 0 up to, not including, `bound`.
  static Array integers(int bound, int... shape) {
    int[] values = new Random(size(shape)).ints(size(shape), 0, bound).toArray();
    Aval aval = Aval.of(DType.INT32, shape);
    Buffer buffer = allocate(aval);
    MemorySegment.copy(values, 0, buffer.segment(), ValueLayout.JAVA_INT, 0, values.length);
    return ConcreteArray.of(aval, buffer);
  }

  /// Rows with a single one each, at random places.
  static Array oneHot(int rows, int classes) {
    Random random = new Random(rows);
    float[] values = new float[rows * classes];
    for (int i = 0; i < rows; i++) {
      values[i * classes + random.nextInt(classes)] = 1;
    }
    return floats(values, rows, classes);
  }

  private static int size(int... shape) {
    return Math.toIntExact(Dims.of(shape).size());
  }

  private static Array floats(float[] values, int... shape) {
    Aval aval = Aval.of(DType.FLOAT32, shape);
    Buffer buffer = allocate(aval);
    MemorySegment.copy(values, 0, buffer.segment(), ValueLayout.JAVA_FLOAT, 0, values.length);
    return ConcreteArray.of(aval, buffer);
  }

  private static Buffer allocate(Aval aval) {
    Backend backend = Backends.current();
    return backend.allocate(aval.byteSize(), backend.devices().getFirst());
  }
}
