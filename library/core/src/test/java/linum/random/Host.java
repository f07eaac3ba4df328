package linum.random;

import java.util.stream.LongStream;
import linum.core.Array;
import linum.core.Backend;
import linum.core.Backends;
import linum.core.Buffer;
import linum.core.ConcreteArray;
import linum.core.HostData;
import linum.ir.Aval;
import linum.ir.DType;

/// Arrays to and from Java values.
final class Host {
  private Host() {}

  static Number element(Array array, int i) {
    return HostData.read(((ConcreteArray) array).buffer().segment(), array.dtype(), i);
  }

  static long[] longs(Array array) {
    return LongStream.range(0, array.size())
        .map(i -> element(array, (int) i).longValue())
        .toArray();
  }

  static double[] doubles(Array array) {
    return LongStream.range(0, array.size())
        .mapToDouble(i -> element(array, (int) i).doubleValue())
        .toArray();
  }

  static Array uint32(long... values) {
    Backend backend = Backends.current();
    Buffer buffer = backend.allocate(4L * values.length, backend.devices().getFirst());
    for (int i = 0; i < values.length; i++) {
      HostData.write(buffer.segment(), DType.UINT32, i, values[i]);
    }
    return ConcreteArray.of(Aval.of(DType.UINT32, values.length), buffer);
  }

  static Array float32(String... values) {
    Backend backend = Backends.current();
    Buffer buffer = backend.allocate(4L * values.length, backend.devices().getFirst());
    for (int i = 0; i < values.length; i++) {
      HostData.write(buffer.segment(), DType.FLOAT32, i, Double.parseDouble(values[i]));
    }
    return ConcreteArray.of(Aval.of(DType.FLOAT32, values.length), buffer);
  }
}
