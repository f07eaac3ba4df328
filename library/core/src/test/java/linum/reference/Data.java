package linum.reference;

import java.util.Arrays;
import java.util.List;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.HostArrays;
import linum.core.HostData;
import linum.core.Trace;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;

/// Arrays and programs for tests of the backend.
final class Data {
  private Data() {}

  static Dims dims(int... sizes) {
    return Dims.of(sizes);
  }

  static ConcreteArray f32(Dims shape, double... values) {
    return HostArrays.fromDoubles(values, DType.FLOAT32, shape);
  }

  static ConcreteArray f32(double... values) {
    return f32(dims(values.length), values);
  }

  static ConcreteArray f64(double... values) {
    return HostArrays.fromDoubles(values, DType.FLOAT64, dims(values.length));
  }

  static ConcreteArray floats(DType dtype, double... values) {
    return HostArrays.fromDoubles(values, dtype, dims(values.length));
  }

  static ConcreteArray ints(DType dtype, long... values) {
    return HostArrays.fromLongs(values, dtype, dims(values.length));
  }

  static ConcreteArray i32(Dims shape, long... values) {
    return HostArrays.fromLongs(values, DType.INT32, shape);
  }

  static ConcreteArray i32(long... values) {
    return i32(dims(values.length), values);
  }

  static ConcreteArray scalar(DType dtype, Number value) {
    return ConcreteArray.of(new Aval(dtype, Dims.NONE), value);
  }

  static ConcreteArray bools(long... values) {
    return ints(DType.BOOL, values);
  }

  /// `0, 1, 2, …` in the given shape.
  static ConcreteArray count(Dims shape) {
    double[] values = new double[(int) shape.size()];
    Arrays.setAll(values, i -> i);
    return f32(shape, values);
  }

  static Array run(Primitive p, Array... in) {
    return Trace.bind(p, in);
  }

  static List<Array> runAll(Primitive p, Array... in) {
    return Trace.bindAll(p, List.of(in));
  }

  static double[] reals(Array x) {
    return HostArrays.toDoubles((ConcreteArray) x);
  }

  /// The elements of integers and booleans; the bits of `uint64`.
  static long[] wholes(Array x) {
    long[] out = new long[(int) x.size()];
    Arrays.setAll(out, i -> HostData.read((ConcreteArray) x, i).longValue());
    return out;
  }

  /// A program of one equation of two scalars.
  static Jaxpr ofTwoScalars(Primitive p, DType dtype) {
    Atom.Var x = new Atom.Var(Aval.of(dtype));
    Atom.Var y = new Atom.Var(Aval.of(dtype));
    Atom.Var z = new Atom.Var(Aval.of(dtype));
    return new Jaxpr(List.of(x, y), List.of(new Eqn(p, List.of(x, y), List.of(z))), List.of(z));
  }
}
