package linum.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

/// Arrays to test with, and their numbers.
final class TestArrays {
  private TestArrays() {}

  static Array f32(Dims shape, double... values) {
    return of(new Aval(DType.FLOAT32, shape), values);
  }

  static Array f32(double... values) {
    return f32(Dims.of(values.length), values);
  }

  static Array i32(double... values) {
    return of(Aval.of(DType.INT32, values.length), values);
  }

  static Array of(Aval aval, double... values) {
    Backend backend = Backends.current();
    Buffer buffer = backend.allocate(aval.byteSize(), backend.devices().getFirst());
    for (int i = 0; i < values.length; i++) {
      HostData.write(
          buffer.segment(), aval.dtype(), i, Scalars.round((Number) values[i], aval.dtype()));
    }
    return ConcreteArray.of(aval, buffer);
  }

  /// Numbers between -2 and 2, whole ones between 0 and 3, any booleans, any keys.
  static Array random(Aval aval, long seed) {
    Random random = new Random(seed);
    if (aval.dtype() == DType.KEY) {
      Aval words = new Aval(DType.UINT32, aval.shape().insert(aval.rank(), 2));
      return Trace.bind(
          new RandomPrimitive.Wrap(), of(words, random.doubles(words.size(), 0, 1e9).toArray()));
    }
    int n = (int) aval.size();
    return switch (aval.dtype().kind()) {
      case BOOL -> of(aval, random.ints(n, 0, 2).asDoubleStream().toArray());
      case SIGNED, UNSIGNED -> of(aval, random.ints(n, 0, 4).asDoubleStream().toArray());
      case FLOATING, COMPLEX, KEY, FLOAT0, TOKEN -> of(aval, random.doubles(n, -2, 2).toArray());
    };
  }

  /// The elements in row-major order.
  static double[] values(Array a) {
    Array plain = a.dtype() == DType.KEY ? Trace.bind(new RandomPrimitive.Unwrap(), a) : a;
    ConcreteArray c = (ConcreteArray) plain;
    double[] out = new double[(int) c.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = HostData.read(c.buffer().segment(), c.dtype(), i).doubleValue();
    }
    return out;
  }

  /// `a[i]` along the first axis.
  static Array at(Array a, int i) {
    return Ops.squeeze(Ops.sliceInDim(a, 0, i, i + 1), Dims.of(0));
  }

  static Array stack(List<Array> arrays) {
    List<Array> rows = new ArrayList<>();
    arrays.forEach(a -> rows.add(Ops.expandDims(a, 0)));
    return Ops.concatenate(rows, 0);
  }
}
