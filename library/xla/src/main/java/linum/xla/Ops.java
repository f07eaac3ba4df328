package linum.xla;

import java.util.List;
import linum.ir.DType;
import linum.ir.Dims;

/// Operations of StableHLO that many lowerings write.
final class Ops {
  private Ops() {}

  /// The same number everywhere.
  static Tensor constant(Block b, TensorType type, Number value) {
    return b.leaf("constant", "dense<%s>".formatted(Literals.of(value, type.dtype())), type);
  }

  /// The same number everywhere, of another value's type.
  static Tensor like(Block b, Tensor x, Number value) {
    return constant(b, x.type(), value);
  }

  static Tensor add(Block b, Tensor x, Tensor y) {
    return b.same("add", x, y);
  }

  static Tensor add(Block b, Tensor x, double y) {
    return add(b, x, like(b, x, y));
  }

  static Tensor sub(Block b, Tensor x, Tensor y) {
    return b.same("subtract", x, y);
  }

  static Tensor mul(Block b, Tensor x, Tensor y) {
    return b.same("multiply", x, y);
  }

  static Tensor mul(Block b, Tensor x, double y) {
    return mul(b, x, like(b, x, y));
  }

  static Tensor div(Block b, Tensor x, Tensor y) {
    return b.same("divide", x, y);
  }

  /// `x` to a power, by repeated squaring.
  static Tensor power(Block b, Tensor x, int y) {
    Tensor result = null;
    Tensor square = x;
    for (long n = Math.abs((long) y); n > 0; n >>= 1) {
      if ((n & 1) == 1) {
        result = result == null ? square : mul(b, result, square);
      }
      square = n > 1 ? mul(b, square, square) : square;
    }
    Tensor positive = result == null ? like(b, x, 1L) : result;
    return y < 0 ? div(b, like(b, x, 1L), positive) : positive;
  }

  /// A polynomial by Horner's rule, highest power first.
  static Tensor polynomial(Block b, Tensor x, double... coefficients) {
    Tensor sum = like(b, x, coefficients[0]);
    for (int i = 1; i < coefficients.length; i++) {
      sum = add(b, mul(b, sum, x), coefficients[i]);
    }
    return sum;
  }

  static Tensor compare(Block b, String direction, Tensor x, Tensor y) {
    String type =
        switch (x.dtype().kind()) {
          case FLOATING, COMPLEX -> "FLOAT";
          case SIGNED -> "SIGNED";
          case BOOL, UNSIGNED, KEY, FLOAT0, TOKEN -> "UNSIGNED";
        };
    return compare(b, direction, type, x, y);
  }

  static Tensor compare(Block b, String direction, String type, Tensor x, Tensor y) {
    return b.op(
        "compare %s,".formatted(direction), ", " + type, x.type().withDtype(DType.BOOL), x, y);
  }

  static Tensor select(Block b, Tensor which, Tensor onTrue, Tensor onFalse) {
    return b.op("select", onTrue.type(), which, onTrue, onFalse);
  }

  static Tensor convert(Block b, Tensor x, DType dtype) {
    return x.dtype() == dtype ? x : b.op("convert", x.type().withDtype(dtype), x);
  }

  static Tensor bitcast(Block b, Tensor x, TensorType type) {
    return b.op("bitcast_convert", type, x);
  }

  static Tensor broadcast(Block b, Tensor x, Dims shape, Dims dimensions) {
    return b.op(
        "broadcast_in_dim",
        ", dims = " + Attributes.list(dimensions),
        x.type().withShape(shape),
        x);
  }

  /// A scalar spread to a shape; anything else as it is.
  static Tensor spread(Block b, Tensor x, Dims shape) {
    return x.shape().isEmpty() && !shape.isEmpty() ? broadcast(b, x, shape, Dims.NONE) : x;
  }

  static Tensor reshape(Block b, Tensor x, Dims shape) {
    return x.shape().equals(shape) ? x : b.op("reshape", x.type().withShape(shape), x);
  }

  static Tensor slice(Block b, Tensor x, Dims start, Dims limit, Dims strides) {
    StringBuilder ranges = new StringBuilder(" [");
    int[] shape = new int[x.rank()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.ceilDiv(limit.get(i) - start.get(i), strides.get(i));
      ranges.append(i == 0 ? "" : ", ").append(start.get(i)).append(':').append(limit.get(i));
      ranges.append(strides.get(i) == 1 ? "" : ":" + strides.get(i));
    }
    return b.op("slice", ranges + "]", x.type().withShape(Dims.of(shape)), x);
  }

  /// The part of an array from `start` up to `limit` along one axis.
  static Tensor slice(Block b, Tensor x, int axis, int start, int limit) {
    return slice(
        b,
        x,
        Dims.repeat(0, x.rank()).with(axis, start),
        x.shape().with(axis, limit),
        Dims.repeat(1, x.rank()));
  }

  static Tensor concatenate(Block b, int axis, TensorType out, Tensor... parts) {
    return b.op("concatenate", ", dim = " + axis, out, parts);
  }

  static Tensor iota(Block b, TensorType type, int axis) {
    return b.leaf("iota", "dim = " + axis, type);
  }

  /// The block of an array that starts at the given scalars.
  static Tensor dynamicSlice(Block b, Tensor x, List<Tensor> starts, Dims sizes) {
    return b.op(
        "dynamic_slice",
        ", sizes = " + Attributes.list(sizes),
        x.type().withShape(sizes),
        Block.concat(List.of(x), starts).toArray(Tensor[]::new));
  }

  static Tensor dynamicUpdateSlice(Block b, Tensor x, Tensor update, List<Tensor> starts) {
    return b.op(
        "dynamic_update_slice",
        x.type(),
        Block.concat(List.of(x, update), starts).toArray(Tensor[]::new));
  }
}
