package linum.core;

import java.util.function.IntFunction;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Promotion;

/// Arrays made of numbers on the host.
public final class HostWrite {
  private HostWrite() {}

  /// A vector of integers.
  public static Array of(int... values) {
    return Promotion.defaultInt() == DType.INT32
        ? HostArrays.fromInts(values, Dims.of(values.length))
        : of(Aval.of(Promotion.defaultInt(), values.length), i -> values[i]);
  }

  /// A vector of booleans.
  public static Array of(boolean... values) {
    return HostArrays.fromBooleans(values, Dims.of(values.length));
  }

  /// An array whose elements, in row-major order, the function gives.
  public static Array of(Aval aval, IntFunction<Number> element) {
    Backend backend = Backends.current();
    Buffer buffer = backend.allocate(Math.max(1, aval.byteSize()), backend.devices().getFirst());
    for (int i = 0; i < aval.size(); i++) {
      HostData.write(
          buffer.segment(),
          aval.dtype(),
          i,
          linum.ir.Scalars.round(element.apply(i), aval.dtype()));
    }
    return ConcreteArray.of(aval, buffer);
  }

  /// A vector of `int32`.
  static Array ints(java.util.List<Integer> values) {
    return of(Aval.of(DType.INT32, values.size()), values::get);
  }

  static Array scalarInt(int value) {
    return ConcreteArray.of(new Aval(DType.INT32, Dims.NONE), value);
  }
}
