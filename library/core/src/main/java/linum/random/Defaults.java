package linum.random;

import java.util.Arrays;
import linum.core.Array;
import linum.core.Eval;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Promotion;
import org.jspecify.annotations.Nullable;

/// What samplers share in reading their arguments.
final class Defaults {
  private Defaults() {}

  static DType floating() {
    return Promotion.defaultFloat();
  }

  static DType integer() {
    return Promotion.defaultInt();
  }

  /// The type that floating numbers are drawn as, where `dtype` is asked for.
  static DType floating(String operation, DType dtype) {
    if (!dtype.isFloating()) {
      throw new IllegalArgumentException(
          "%s draws floating numbers, but dtype is %s".formatted(operation, dtype));
    }
    return Promotion.canonical(dtype);
  }

  static DType integer(String operation, DType dtype) {
    if (!dtype.isInteger()) {
      throw new IllegalArgumentException(
          "%s draws integers, but dtype is %s".formatted(operation, dtype));
    }
    return Promotion.canonical(dtype);
  }

  static void requireFloating(String operation, Array parameter) {
    if (!parameter.dtype().isFloating()) {
      throw new IllegalArgumentException(
          "%s takes a floating parameter, but got %s\nConvert it: p.astype(DType.FLOAT32)"
              .formatted(operation, parameter.aval()));
    }
  }

  static Dims shape(String operation, Dims shape) {
    if (shape.stream().anyMatch(d -> d < 0)) {
      throw new IllegalArgumentException(
          "%s: the shape %s has a negative size".formatted(operation, shape));
    }
    return shape;
  }

  /// The given shape, or the common one of the parameters if it is null.
  ///
  /// @throws IllegalArgumentException if a parameter does not broadcast to the shape
  static Dims shape(String operation, @Nullable Dims shape, Array... parameters) {
    Dims common = Dims.NONE;
    for (Array p : parameters) {
      common = broadcast(operation, common, p.shape());
    }
    if (shape == null) {
      return common;
    }
    if (!broadcast(operation, shape(operation, shape), common).equals(shape)) {
      throw new IllegalArgumentException(
          "%s: parameters of shapes %s do not broadcast to the shape %s"
              .formatted(operation, Arrays.stream(parameters).map(Array::shape).toList(), shape));
    }
    return shape;
  }

  private static Dims broadcast(String operation, Dims a, Dims b) {
    int rank = Math.max(a.rank(), b.rank());
    int[] out = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int x = i > a.rank() ? 1 : a.get(-i);
      int y = i > b.rank() ? 1 : b.get(-i);
      if (x != y && x != 1 && y != 1) {
        throw new IllegalArgumentException(
            "%s: the shapes %s and %s do not broadcast: axis -%d has sizes %d and %d"
                .formatted(operation, a, b, i, x, y));
      }
      out[rank - i] = x == 1 ? y : x;
    }
    return Dims.of(out);
  }

  /// A parameter with as many axes as the shape, as programs show it; a scalar that is computed
  /// with at once goes with any shape as it is.
  static Array ranked(Array p, Dims shape) {
    return p.ndim() == 0 && Trace.current() == Eval.INSTANCE
        ? p
        : Ops.broadcast(p, Dims.repeat(1, shape.rank() - p.ndim()).concat(p.shape()));
  }

  /// A parameter as `dtype`, broadcast to `shape`; scalars stay scalars.
  static Array parameter(Array p, DType dtype, Dims shape) {
    Array typed = Ops.convert(p, dtype);
    return typed.ndim() == 0 ? typed : Ops.broadcast(typed, shape);
  }
}
