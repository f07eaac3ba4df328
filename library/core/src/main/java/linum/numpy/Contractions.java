package linum.numpy;

import java.util.List;
import linum.core.Arithmetic;
import linum.core.Array;
import linum.core.Axes;
import linum.core.Named;
import linum.core.Products;
import linum.ir.Dims;

/// Products of arrays along axes.
final class Contractions {
  private Contractions() {}

  static Array tensordot(Array x, Array y, int axes) {
    if (axes < 0 || axes > Math.min(x.ndim(), y.ndim())) {
      throw new IllegalArgumentException(
          "tensordot: cannot contract %d axes of %s and %s".formatted(axes, x.aval(), y.aval()));
    }
    return tensordot(x, y, Dims.range(x.ndim() - axes, x.ndim()), Dims.range(axes));
  }

  static Array tensordot(Array x, Array y, Dims xAxes, Dims yAxes) {
    Dims a = Axes.of("tensordot", xAxes, x.aval());
    Dims b = Axes.of("tensordot", yAxes, y.aval());
    if (!x.shape().at(a).equals(y.shape().at(b))) {
      throw new IllegalArgumentException(
          "tensordot: axes %s of %s have sizes %s, but axes %s of %s have sizes %s"
              .formatted(xAxes, x.aval(), x.shape().at(a), yAxes, y.aval(), y.shape().at(b)));
    }
    List<Array> in = Arithmetic.converted(Arithmetic.Promote.ANY, x, y);
    return Products.contract(in.get(0), a, Dims.NONE, in.get(1), b, Dims.NONE);
  }

  static Array inner(Array x, Array y) {
    return x.ndim() == 0 || y.ndim() == 0
        ? x.mul(y)
        : tensordot(x, y, Dims.of(x.ndim() - 1), Dims.of(y.ndim() - 1));
  }

  /// Sums of products along one axis of stacks of vectors.
  static Array vecdot(Array x, Array y, int axis) {
    Array a = Jnp.moveaxis(x, axis, -1);
    Array b = Jnp.moveaxis(y, axis, -1);
    if (a.shape(-1) != b.shape(-1)) {
      throw new IllegalArgumentException(
          "vecdot: axis %d of %s and of %s differ in size".formatted(axis, x.aval(), y.aval()));
    }
    return Einsum.einsum("...i,...i->...", List.of(a, b));
  }

  static Array kron(Array x, Array y) {
    return Named.call("kron", Contractions::kronOf, x, y);
  }

  private static Array kronOf(Array x, Array y) {
    int rank = Math.max(x.ndim(), y.ndim());
    Dims xs = Dims.repeat(1, rank - x.ndim()).concat(x.shape());
    Dims ys = Dims.repeat(1, rank - y.ndim()).concat(y.shape());
    Dims left = Dims.NONE;
    Dims right = Dims.NONE;
    Dims shape = Dims.NONE;
    for (int i = 0; i < rank; i++) {
      left = left.concat(Dims.of(xs.get(i), 1));
      right = right.concat(Dims.of(1, ys.get(i)));
      shape = shape.concat(Dims.of(xs.get(i) * ys.get(i)));
    }
    return x.reshape(left).mul(y.reshape(right)).reshape(shape);
  }

  /// The vector product along the last axes, of vectors with two or three components.
  static Array cross(Array x, Array y) {
    return Named.call("cross", Contractions::crossOf, x, y);
  }

  private static Array crossOf(Array x, Array y) {
    int n = x.shape(-1);
    int m = y.shape(-1);
    if (n < 2 || n > 3 || m < 2 || m > 3) {
      throw new IllegalArgumentException(
          "cross: vectors must have 2 or 3 components, got %s and %s"
              .formatted(x.aval(), y.aval()));
    }
    if (n == 2 && m == 2) {
      return part(x, 0).mul(part(y, 1)).sub(part(x, 1).mul(part(y, 0)));
    }
    Array a = three(x);
    Array b = three(y);
    return Jnp.stack(
        List.of(
            part(a, 1).mul(part(b, 2)).sub(part(a, 2).mul(part(b, 1))),
            part(a, 2).mul(part(b, 0)).sub(part(a, 0).mul(part(b, 2))),
            part(a, 0).mul(part(b, 1)).sub(part(a, 1).mul(part(b, 0)))),
        -1);
  }

  private static Array part(Array x, int i) {
    return x.at("...", i).get();
  }

  private static Array three(Array x) {
    if (x.shape(-1) == 3) {
      return x;
    }
    int[][] widths = new int[x.ndim()][2];
    widths[x.ndim() - 1][1] = 1;
    return Padding.pad(x, widths, "constant", 0);
  }
}
