package linum.core;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.Contraction.DotGeneral;
import linum.ir.Creation;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.Indexing;
import linum.ir.Movement;
import linum.ir.Primitive;
import linum.ir.Reduction;
import linum.ir.Unary;

/// Primitives as functions, typed as strictly as the primitives are: nothing is promoted or
/// broadcast, except that scalars go with any shape. What rules of interpreters are written in.
public final class Ops {
  private Ops() {}

  /// A scalar constant of the type of `like`, without its weakness.
  public static Array scalar(double value, Array like) {
    return scalar(value, like.dtype());
  }

  public static Array scalar(double value, DType dtype) {
    return ConcreteArray.of(new Aval(dtype, Dims.NONE), Double.valueOf(value));
  }

  public static Array scalar(long value, DType dtype) {
    return ConcreteArray.of(new Aval(dtype, Dims.NONE), Long.valueOf(value));
  }

  /// An array of one value.
  public static Array full(Aval aval, double value) {
    return broadcast(
        ConcreteArray.of(new Aval(aval.dtype(), Dims.NONE, aval.weak()), value), aval.shape());
  }

  public static Array zeros(Aval aval) {
    return full(aval, 0);
  }

  public static Array ones(Aval aval) {
    return full(aval, 1);
  }

  // Elementwise

  public static Array neg(Array x) {
    return Trace.bind(Unary.NEG, x);
  }

  public static Array add(Array x, Array y) {
    return Trace.bind(Binary.ADD, x, y);
  }

  public static Array addAny(Array x, Array y) {
    return Trace.bind(Binary.ADD_ANY, x, y);
  }

  public static Array sub(Array x, Array y) {
    return Trace.bind(Binary.SUB, x, y);
  }

  public static Array mul(Array x, Array y) {
    return Trace.bind(Binary.MUL, x, y);
  }

  public static Array mul(double x, Array y) {
    return mul(scalar(x, y), y);
  }

  public static Array div(Array x, Array y) {
    return Trace.bind(Binary.DIV, x, y);
  }

  public static Array rem(Array x, Array y) {
    return Trace.bind(Binary.REM, x, y);
  }

  public static Array max(Array x, Array y) {
    return Trace.bind(Binary.MAX, x, y);
  }

  public static Array min(Array x, Array y) {
    return Trace.bind(Binary.MIN, x, y);
  }

  public static Array pow(Array x, Array y) {
    return Trace.bind(Binary.POW, x, y);
  }

  public static Array integerPow(Array x, int y) {
    return Trace.bind(new Elementwise.IntegerPow(y), x);
  }

  public static Array eq(Array x, Array y) {
    return Trace.bind(Binary.EQ, x, y);
  }

  public static Array ne(Array x, Array y) {
    return Trace.bind(Binary.NE, x, y);
  }

  public static Array lt(Array x, Array y) {
    return Trace.bind(Binary.LT, x, y);
  }

  public static Array le(Array x, Array y) {
    return Trace.bind(Binary.LE, x, y);
  }

  public static Array gt(Array x, Array y) {
    return Trace.bind(Binary.GT, x, y);
  }

  public static Array ge(Array x, Array y) {
    return Trace.bind(Binary.GE, x, y);
  }

  public static Array and(Array x, Array y) {
    return Trace.bind(Binary.AND, x, y);
  }

  public static Array or(Array x, Array y) {
    return Trace.bind(Binary.OR, x, y);
  }

  public static Array not(Array x) {
    return Trace.bind(Unary.NOT, x);
  }

  /// `condition ? onTrue : onFalse`; the condition is a `bool` scalar or has the shape of the
  /// cases.
  public static Array select(Array condition, Array onTrue, Array onFalse) {
    return Trace.bind(new Elementwise.SelectN(), condition, onFalse, onTrue);
  }

  /// As another type; the array itself if it has it and is not weak.
  public static Array convert(Array x, DType dtype) {
    return convert(x, dtype, false);
  }

  public static Array convert(Array x, DType dtype, boolean weak) {
    return x.dtype() == dtype && x.aval().weak() == weak
        ? x
        : Trace.bind(new Elementwise.ConvertElementType(dtype, weak), x);
  }

  // Movement

  /// Operand axis `i` becomes axis `dimensions[i]`; the array itself if nothing changes.
  public static Array broadcastInDim(Array x, Dims shape, Dims dimensions) {
    return x.shape().equals(shape) && dimensions.equals(Dims.range(x.ndim()))
        ? x
        : Trace.bind(new Movement.BroadcastInDim(shape, dimensions), x);
  }

  /// Aligned at the trailing axes, as NumPy does.
  public static Array broadcast(Array x, Dims shape) {
    return broadcastInDim(x, shape, Dims.range(shape.rank() - x.ndim(), shape.rank()));
  }

  public static Array reshape(Array x, Dims shape) {
    return x.shape().equals(shape) ? x : Trace.bind(new Movement.Reshape(shape), x);
  }

  public static Array transpose(Array x, Dims permutation) {
    return permutation.equals(Dims.range(x.ndim()))
        ? x
        : Trace.bind(new Movement.Transpose(permutation), x);
  }

  /// With axis `from` moved to position `to`.
  public static Array moveaxis(Array x, int from, int to) {
    return from == to ? x : transpose(x, Dims.range(x.ndim()).without(from).insert(to, from));
  }

  public static Array squeeze(Array x, Dims dimensions) {
    return dimensions.isEmpty() ? x : Trace.bind(new Movement.Squeeze(dimensions), x);
  }

  /// With a new axis of size 1 at position `axis`.
  public static Array expandDims(Array x, int axis) {
    return broadcastInDim(x, x.shape().insert(axis, 1), Dims.range(x.ndim() + 1).without(axis));
  }

  public static Array rev(Array x, Dims dimensions) {
    return dimensions.isEmpty() ? x : Trace.bind(new Movement.Rev(dimensions), x);
  }

  public static Array slice(Array x, Dims start, Dims limit, Dims strides) {
    return start.stream().allMatch(s -> s == 0)
            && limit.equals(x.shape())
            && strides.stream().allMatch(s -> s == 1)
        ? x
        : Trace.bind(new Movement.Slice(start, limit, strides), x);
  }

  /// The elements `start … limit - 1` along one axis.
  public static Array sliceInDim(Array x, int axis, int start, int limit) {
    Dims zeros = Dims.repeat(0, x.ndim());
    return slice(x, zeros.with(axis, start), x.shape().with(axis, limit), Dims.repeat(1, x.ndim()));
  }

  public static Array pad(Array x, Array value, Dims low, Dims high, Dims interior) {
    return Trace.bind(new Movement.Pad(low, high, interior), x, value);
  }

  public static Array concatenate(List<? extends Array> xs, int dimension) {
    return xs.size() == 1
        ? xs.getFirst()
        : Trace.bindAll(new Movement.Concatenate(dimension), xs).getFirst();
  }

  public static Array stack(List<? extends Array> xs, int axis) {
    return Trace.bindAll(new Movement.Stack(axis), xs).getFirst();
  }

  // Reductions

  public static Array reduceSum(Array x, Dims axes) {
    return reduce(Reduction.Kind.SUM, x, axes);
  }

  public static Array reduceMax(Array x, Dims axes) {
    return reduce(Reduction.Kind.MAX, x, axes);
  }

  public static Array reduce(Reduction.Kind kind, Array x, Dims axes) {
    return axes.isEmpty() ? x : Trace.bind(new Reduction.Reduce(kind, axes), x);
  }

  // Others

  public static Array dot(DotGeneral dot, Array x, Array y) {
    return Trace.bind(dot, x, y);
  }

  public static Array iota(DType dtype, Dims shape, int dimension) {
    return Trace.bind(new Creation.Iota(dtype, shape, dimension));
  }

  public static Array dynamicSlice(Array x, List<? extends Array> starts, Dims sizes) {
    List<Array> in = new ArrayList<>();
    in.add(x);
    in.addAll(starts);
    return first(new Indexing.DynamicSlice(sizes), in);
  }

  public static Array dynamicUpdateSlice(Array x, Array update, List<? extends Array> starts) {
    List<Array> in = new ArrayList<>();
    in.add(x);
    in.add(update);
    in.addAll(starts);
    return first(new Indexing.DynamicUpdateSlice(), in);
  }

  public static Array stopGradient(Array x) {
    return Trace.bind(Unary.STOP_GRADIENT, x);
  }

  private static Array first(Primitive p, List<Array> in) {
    return Trace.bindAll(p, in).getFirst();
  }
}
