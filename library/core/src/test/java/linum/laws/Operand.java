package linum.laws;

import java.lang.foreign.MemorySegment;
import java.util.random.RandomGenerator;
import linum.core.Array;
import linum.core.Backend;
import linum.core.Backends;
import linum.core.Buffer;
import linum.core.ConcreteArray;
import linum.core.HostData;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.RandomPrimitive;
import linum.ir.Scalars;

/// What an operand of a sample is drawn from: uniform in `[low, high)`.
record Operand(DType dtype, Dims shape, double low, double high) {

  static Operand real(int... shape) {
    return between(-2, 2, shape);
  }

  static Operand between(double low, double high, int... shape) {
    return new Operand(DType.FLOAT32, Dims.of(shape), low, high);
  }

  static Operand positive(int... shape) {
    return between(0.5, 2.5, shape);
  }

  static Operand integer(int low, int high, int... shape) {
    return new Operand(DType.INT32, Dims.of(shape), low, high);
  }

  static Operand bool(int... shape) {
    return new Operand(DType.BOOL, Dims.of(shape), 0, 2);
  }

  static Operand key(int... shape) {
    return new Operand(DType.KEY, Dims.of(shape), 0, 1000);
  }

  Operand as(DType other) {
    return new Operand(other, shape, low, high);
  }

  Operand withShape(Dims other) {
    return new Operand(dtype, other, low, high);
  }

  /// With `float64` in place of `float32`: what derivatives are checked in.
  Operand precise() {
    return dtype == DType.FLOAT32 ? as(DType.FLOAT64) : this;
  }

  Aval aval() {
    return new Aval(dtype, shape);
  }

  Array draw(RandomGenerator random) {
    if (dtype == DType.KEY) {
      return Trace.bind(new RandomPrimitive.Seed(), as(DType.INT32).draw(random));
    }
    Backend backend = Backends.current();
    Buffer buffer = backend.allocate(aval().byteSize(), backend.devices().getFirst());
    MemorySegment segment = buffer.segment();
    for (int i = 0; i < shape.size(); i++) {
      HostData.write(segment, dtype, i, Scalars.round(number(random), dtype));
    }
    return ConcreteArray.of(aval(), buffer);
  }

  private Number number(RandomGenerator random) {
    double x = random.nextDouble(low, high);
    return dtype.isFloating() ? (Number) x : (Number) (long) Math.floor(x);
  }

  /// Example `i` of a stack of arrays.
  static Array example(Array stacked, int axis, int i) {
    Array slice = Ops.sliceInDim(stacked, axis, i, i + 1);
    return Ops.reshape(slice, stacked.shape().without(axis));
  }
}
