package linum.numpy;

import java.util.ArrayList;
import java.util.List;
import linum.core.Arithmetic;
import linum.core.Array;
import linum.core.HostWrite;
import linum.core.Named;
import linum.core.Ops;
import linum.core.Types;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Promotion;

/// New arrays.
final class Create {
  private Create() {}

  static Array full(Dims shape, Number value, DType dtype) {
    return full(shape, value, new Promotion.Type(Promotion.canonical(dtype), false));
  }

  static Array full(Dims shape, Number value, Promotion.Type type) {
    return Ops.broadcast(Types.scalar(value, type), requireShape(shape));
  }

  private static Dims requireShape(Dims shape) {
    if (shape.stream().anyMatch(d -> d < 0)) {
      throw new IllegalArgumentException("shape %s has a negative size".formatted(shape));
    }
    return shape;
  }

  static Array arange(long start, long stop, long step) {
    requireStep((double) step);
    long n = Math.max(0, Math.ceilDiv(stop - start, step));
    int count = Math.toIntExact(n);
    return start == 0 && step == 1
        ? iota(Promotion.defaultInt(), count)
        : HostWrite.of(Aval.of(Promotion.defaultInt(), count), i -> start + i * step);
  }

  static Array arange(double start, double stop, double step) {
    requireStep(step);
    int count = (int) Math.max(0, Math.ceil((stop - start) / step));
    return start == 0 && step == 1
        ? iota(Promotion.defaultFloat(), count)
        : HostWrite.of(Aval.of(Promotion.defaultFloat(), count), i -> start + i * step);
  }

  private static void requireStep(double step) {
    if (step == 0) {
      throw new IllegalArgumentException("arange: the step must not be 0");
    }
  }

  static Array iota(DType dtype, int n) {
    return Ops.iota(dtype, Dims.of(n), 0);
  }

  /// Evenly spaced from `start` to `stop` along a new axis.
  static Array linspace(Array start, Array stop, int num, boolean endpoint, DType dtype, int axis) {
    return Named.call(
        "_linspace",
        List.of(num, endpoint, dtype, axis),
        in -> linspaceOf(in.get(0), in.get(1), num, endpoint, dtype, axis),
        List.of(start, stop));
  }

  private static Array linspaceOf(
      Array start, Array stop, int num, boolean endpoint, DType dtype, int axis) {
    if (num < 0) {
      throw new IllegalArgumentException("linspace: the number of points is negative: " + num);
    }
    List<Array> ends = Arithmetic.operands("linspace", Arithmetic.Promote.INEXACT, start, stop);
    List<Array> bounds = linum.core.Broadcasting.all("linspace", ends);
    Array low = bounds.get(0);
    Array high = bounds.get(1);
    int div = endpoint ? num - 1 : num;
    Array out;
    if (num > 1) {
      Dims column = Dims.of(div).concat(Dims.repeat(1, low.ndim()));
      Array t = Ops.reshape(Ops.div(iota(low.dtype(), div), Ops.scalar(div, low)), column);
      Array at = low.expandDims(0).mul(Ops.sub(Ops.scalar(1, t), t)).add(high.expandDims(0).mul(t));
      out = endpoint ? Ops.concatenate(List.of(at, strong(high.expandDims(0))), 0) : at;
    } else {
      out = num == 1 ? low.expandDims(0) : low.expandDims(0).get(Index0.NONE);
    }
    Array moved = Jnp.moveaxis(strong(out), 0, axis);
    DType t = Promotion.canonical(dtype);
    return t.isInteger() && out.dtype().isFloating() ? moved.floor().astype(t) : moved.astype(t);
  }

  private static Array strong(Array x) {
    return Ops.convert(x, x.dtype());
  }

  /// Nothing of an axis.
  private static final class Index0 {
    static final linum.core.Index NONE = linum.core.Index.slice(0);
  }

  static Array geomspace(Array start, Array stop, int num, boolean endpoint) {
    Array a = start.astype(Types.inexact(start.dtype()));
    Array b = stop.astype(Types.inexact(stop.dtype()));
    Array sign = Jnp.where(a.lt(0).and(b.lt(0)), -1, 1).astype(a.dtype());
    Array low = Jnp.log10(a.mul(sign));
    Array high = Jnp.log10(b.mul(sign));
    Array exponents = linspace(low, high, num, endpoint, Promotion.defaultFloat(), 0);
    Array out = sign.mul(Jnp.power(10.0, exponents));
    if (num > 0) {
      out = out.at(0).set(a);
    }
    return num > 1 && endpoint ? out.at(num - 1).set(b) : out;
  }

  /// Ones where column minus row is `k`.
  static Array eye(int rows, int columns, int k, DType dtype) {
    Dims shape = Dims.of(rows, columns);
    Array i = Ops.iota(DType.INT32, shape, 0);
    Array j = Ops.iota(DType.INT32, shape, 1);
    return Ops.eq(Ops.add(i, Ops.scalar(k, DType.INT32)), j).astype(dtype);
  }

  /// Whether column minus row is at most `k`.
  static Array lower(int rows, int columns, int k) {
    Dims shape = Dims.of(rows, columns);
    Array row = Ops.add(Ops.iota(DType.INT32, shape, 0), Ops.scalar(k, DType.INT32));
    return Ops.ge(row, Ops.iota(DType.INT32, shape, 1));
  }

  static List<Array> meshgrid(List<Array> xs, boolean matrix, boolean sparse) {
    int n = xs.size();
    for (Array x : xs) {
      if (x.ndim() > 1) {
        throw new IllegalArgumentException(
            "meshgrid: the arrays must have one axis, got " + x.aval());
      }
    }
    List<Array> vectors = xs.stream().map(Array::ravel).toList();
    int[] sizes = vectors.stream().mapToInt(x -> x.shape(0)).toArray();
    boolean swap = !matrix && n >= 2;
    Dims shape = Dims.of(sizes);
    if (swap) {
      shape = shape.with(0, sizes[1]).with(1, sizes[0]);
    }
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int axis = swap && i < 2 ? 1 - i : i;
      Dims full = sparse ? Dims.repeat(1, n).with(axis, sizes[i]) : shape;
      out.add(Ops.broadcastInDim(vectors.get(i), full, Dims.of(axis)));
    }
    return List.copyOf(out);
  }

  static Array vander(Array x, int n, boolean increasing) {
    Array powers = increasing ? arange(0, n, 1) : arange(n - 1, -1, -1);
    Array out = Jnp.power(x.expandDims(-1), powers);
    return x.dtype().isInteger() ? out.astype(x.dtype()) : out;
  }

  /// A window: a function of the places from `-1` to `1`.
  static Array cosineWindow(int n, double... coefficients) {
    if (n <= 1) {
      return full(Dims.of(Math.max(0, n)), 1, Promotion.defaultFloat());
    }
    return HostWrite.of(
        Aval.of(Promotion.defaultFloat(), n),
        i -> {
          double w = 0;
          for (int k = 0; k < coefficients.length; k++) {
            w += coefficients[k] * Math.cos(2 * Math.PI * k * i / (n - 1));
          }
          return w;
        });
  }

  static Array kaiser(int n, double beta) {
    Array t = HostWrite.of(Aval.of(Promotion.defaultFloat(), n), i -> 2.0 * i / (n - 1) - 1);
    Array root = Ops.max(Ops.sub(Ops.scalar(1, t), t.square()), Ops.scalar(0, t)).sqrt();
    return Ufuncs.i0(root.mul(beta)).div(Ufuncs.i0(Ops.scalar(beta, t)));
  }

  static Array bartlett(int n) {
    return n <= 1
        ? full(Dims.of(Math.max(0, n)), 1, Promotion.defaultFloat())
        : HostWrite.of(
            Aval.of(Promotion.defaultFloat(), n), i -> 1 - Math.abs(2.0 * i - n + 1) / (n - 1));
  }
}
