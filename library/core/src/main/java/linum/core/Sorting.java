package linum.core;

import java.util.ArrayList;
import java.util.List;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Ordering;

/// Sorted arrays and sorting permutations. NaN comes last.
public final class Sorting {
  private Sorting() {}

  public static Array sort(Array x, int axis, boolean descending) {
    return Named.call("sort", List.of(axis, descending), v -> sortOf(v, axis, descending), x);
  }

  private static Array sortOf(Array x, int axis, boolean descending) {
    int a = Axes.of("sort", axis, x.aval());
    Array sorted = Trace.bind(new Ordering.Sort(a, true, 1), x);
    return descending ? Ops.rev(sorted, Dims.of(a)) : sorted;
  }

  /// The positions that sort `x`; equal elements keep their order.
  public static Array argsort(Array x, int axis, boolean descending) {
    return Named.call("argsort", List.of(axis, descending), v -> argsortOf(v, axis, descending), x);
  }

  private static Array argsortOf(Array x, int axis, boolean descending) {
    int a = Axes.of("argsort", axis, x.aval());
    Array positions = Ops.iota(DType.INT32, x.shape(), a);
    Dims along = Dims.of(a);
    List<Array> in =
        descending ? List.of(Ops.rev(x, along), Ops.rev(positions, along)) : List.of(x, positions);
    Array sorted = Trace.bindAll(new Ordering.Sort(a, true, 1), in).get(1);
    return descending ? Ops.rev(sorted, along) : sorted;
  }

  /// The positions that sort by several keys along the last axis, the last key first.
  public static Array lexsort(List<Array> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("lexsort: there is no key to sort by");
    }
    Array first = keys.getFirst();
    int a = first.ndim() - 1;
    List<Array> in = new ArrayList<>(keys.reversed());
    in.add(Ops.iota(DType.INT32, first.shape(), a));
    return Trace.bindAll(new Ordering.Sort(a, true, keys.size()), in).getLast();
  }

  /// Where the values would have to be inserted into the sorted vector `x` to keep it sorted:
  /// before equal elements, or after them if `right`.
  public static Array searchsorted(Array x, Array values, boolean right) {
    return Named.call(
        "searchsorted",
        List.of(right),
        in -> searchsortedOf(in.get(0), in.get(1), right),
        List.of(x, values));
  }

  private static Array searchsortedOf(Array x, Array values, boolean right) {
    if (x.ndim() != 1) {
      throw new IllegalArgumentException(
          "searchsorted: the sorted array must have one axis, got " + x.aval());
    }
    List<Array> in = Arithmetic.converted(Arithmetic.Promote.ANY, x, values);
    Array sorted = in.get(0);
    Array flat = Shapes.ravel(in.get(1));
    int n = x.shape(0);
    int m = flat.shape(0);
    Array all = Ops.concatenate(right ? List.of(sorted, flat) : List.of(flat, sorted), 0);
    Array ranks =
        right ? Ops.sliceInDim(rank(all), 0, n, n + m) : Ops.sliceInDim(rank(all), 0, 0, m);
    return Ops.reshape(Ops.sub(ranks, rank(flat)), values.shape());
  }

  private static Array rank(Array x) {
    return argsort(argsort(x, 0, false), 0, false);
  }
}
