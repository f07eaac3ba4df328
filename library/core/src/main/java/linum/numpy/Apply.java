package linum.numpy;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.Axes;
import linum.core.Ops;
import linum.ir.Dims;
import linum.transform.Vmap;
import linum.transform.VmapOptions;

/// Functions of a user carried over the axes of an array.
final class Apply {
  private Apply() {}

  /// A function of vectors for all vectors along an axis, whose results stand in its place.
  static Array alongAxis(UnaryOperator<Array> f, int axis, Array x) {
    int a = Axes.of("applyAlongAxis", axis, x.aval());
    UnaryOperator<Array> mapped = f;
    // The innermost map takes the axis next to the vector's; each level removes one axis in front.
    for (int i = x.ndim() - 1; i >= 0; i--) {
      if (i != a) {
        UnaryOperator<Array> inner = mapped;
        int at = i < a ? 0 : 1;
        mapped = v -> Vmap.vmap(inner, v, VmapOptions.DEFAULT.inAxes(at));
      }
    }
    Array out = mapped.apply(x);
    int rank = x.ndim() - 1;
    // The axes of the examples came out in front; those of the results follow.
    Dims results = Dims.range(rank, out.ndim());
    return Ops.transpose(out, Dims.range(0, a).concat(results).concat(Dims.range(a, rank)));
  }

  /// A function of an array and an axis, one axis after the other; axes that it removes come back
  /// with size 1.
  static Array overAxes(BiFunction<Array, Integer, Array> f, Array x, int... axes) {
    Array out = x;
    for (int axis : axes) {
      int a = Axes.of("applyOverAxes", axis, x.aval());
      Array next = f.apply(out, a);
      out = next.ndim() == x.ndim() - 1 ? next.expandDims(a) : next;
      if (out.ndim() != x.ndim()) {
        throw new IllegalArgumentException(
            "applyOverAxes: the function must keep the axes of %s or remove one, but it returned %s"
                .formatted(x.aval(), next.aval()));
      }
    }
    return out;
  }

  /// For each element the function whose condition holds there, the last one if several do.
  static Array piecewise(Array x, List<Array> conditions, List<? extends UnaryOperator<Array>> fs) {
    int n = conditions.size();
    if (fs.size() != n && fs.size() != n + 1) {
      throw new IllegalArgumentException(
          "piecewise: %d conditions take %d functions, or one more for where none holds, got %d"
              .formatted(n, n, fs.size()));
    }
    Array out = fs.size() > n ? fs.get(n).apply(x).astype(x.dtype()) : Jnp.zerosLike(x);
    for (int i = 0; i < n; i++) {
      out = Jnp.where(conditions.get(i), fs.get(i).apply(x).astype(x.dtype()), out);
    }
    return out;
  }
}
