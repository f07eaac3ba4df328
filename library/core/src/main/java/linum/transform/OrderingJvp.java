package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.GatherDimensionNumbers;
import linum.ir.Indexing;
import linum.ir.Ordering;
import org.jspecify.annotations.Nullable;

/// Derivatives of sorting: tangents go where their values go.
final class OrderingJvp {
  private OrderingJvp() {}

  static Duals rule(Ordering p, List<Array> x, List<@Nullable Array> dx) {
    return switch (p) {
      case Ordering.Sort s -> sort(s, x, dx);
      case Ordering.TopK t -> {
        List<Array> y = Trace.bindAll(t, x);
        Array d = dx.getFirst();
        List<@Nullable Array> tangents = Duals.zeros(2);
        tangents.set(0, d == null ? null : takeAlong(d, y.get(1), t.axis()));
        yield new Duals(y, tangents);
      }
    };
  }

  private static Duals sort(Ordering.Sort s, List<Array> x, List<@Nullable Array> dx) {
    Dims shape = x.getFirst().shape();
    List<Array> in = new ArrayList<>(x);
    in.add(Ops.iota(DType.INT32, shape, s.dimension()));
    List<Array> out = Trace.bindAll(s, in);
    Array order = out.getLast();
    List<@Nullable Array> tangents = new ArrayList<>();
    for (Array d : dx) {
      tangents.add(d == null ? null : takeAlong(d, order, s.dimension()));
    }
    return new Duals(out.subList(0, x.size()), tangents);
  }

  /// `out[…, i, …] = x[…, indices[…, i, …], …]` along one axis.
  private static Array takeAlong(Array x, Array indices, int axis) {
    if (indices.size() == 0) {
      return Ops.sliceInDim(x, axis, 0, indices.shape(axis));
    }
    int n = x.ndim();
    Dims others = Dims.range(n).without(axis);
    GatherDimensionNumbers numbers =
        new GatherDimensionNumbers(Dims.NONE, Dims.of(axis), Dims.of(axis), others, others);
    Array vectors = Ops.expandDims(indices, n);
    return Trace.bind(
        new Indexing.Gather(
            numbers, Dims.repeat(1, n), true, false, Indexing.Mode.PROMISE_IN_BOUNDS, null),
        x,
        vectors);
  }
}
