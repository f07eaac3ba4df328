package linum.xla;

import java.util.ArrayList;
import java.util.List;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Ordering;

/// Sorting along an axis.
final class Orderings {
  private Orderings() {}

  static List<Tensor> lower(Ordering ordering, List<Tensor> in, List<TensorType> out, Block b) {
    return switch (ordering) {
      case Ordering.Sort p -> sort(p.dimension(), p.isStable(), p.numKeys(), "LT", in, b);
      case Ordering.TopK p -> topK(p, in.getFirst(), out, b);
    };
  }

  private static List<Tensor> sort(
      int axis, boolean stable, int keys, String direction, List<Tensor> in, Block b) {
    List<TensorType> pairs = new ArrayList<>();
    for (Tensor x : in) {
      pairs.add(TensorType.scalar(x.dtype()));
      pairs.add(TensorType.scalar(x.dtype()));
    }
    return b.generic(
        "sort",
        "dimension = %d : i64, is_stable = %s".formatted(axis, stable),
        in.stream().map(Tensor::type).toList(),
        in,
        new Region(pairs, (r, v) -> List.of(before(r, keys, direction, v))));
  }

  /// By the first key in which they differ.
  private static Tensor before(Block b, int keys, String direction, List<Tensor> pairs) {
    Tensor result = null;
    for (int k = keys - 1; k >= 0; k--) {
      Tensor x = key(b, pairs.get(2 * k));
      Tensor y = key(b, pairs.get(2 * k + 1));
      Tensor before = compare(b, direction, x, y);
      result =
          result == null
              ? before
              : b.same("or", before, b.same("and", compare(b, "EQ", x, y), result));
    }
    return java.util.Objects.requireNonNull(result);
  }

  private static Tensor compare(Block b, String direction, Tensor x, Tensor y) {
    return x.dtype().isFloating()
        ? Ops.compare(b, direction, "TOTALORDER", x, y)
        : Ops.compare(b, direction, x, y);
  }

  /// What the total order takes apart is made equal: both zeros, and all NaNs, which go to the end.
  private static Tensor key(Block b, Tensor x) {
    if (!x.dtype().isFloating()) {
      return x;
    }
    Tensor zero = Ops.like(b, x, 0L);
    Tensor unsigned = Ops.select(b, Ops.compare(b, "EQ", x, zero), zero, x);
    return Ops.select(b, Ops.compare(b, "NE", x, x), Ops.like(b, x, Double.NaN), unsigned);
  }

  /// Of a stable sort in descending order, the beginning.
  private static List<Tensor> topK(Ordering.TopK p, Tensor x, List<TensorType> out, Block b) {
    Tensor positions = Ops.iota(b, x.type().withDtype(DType.INT32), p.axis());
    List<Tensor> sorted = sort(p.axis(), true, 1, "GT", List.of(x, positions), b);
    Dims shape = out.getFirst().shape();
    return sorted.stream().map(t -> Ops.slice(b, t, p.axis(), 0, shape.get(p.axis()))).toList();
  }
}
