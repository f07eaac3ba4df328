package linum.core;

import java.util.ArrayList;
import java.util.List;
import linum.core.Index.Indices;
import linum.core.Index.NewAxis;
import linum.core.Index.Position;
import linum.core.Index.Range;
import linum.core.IndexList.Bounds;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.GatherDimensionNumbers;
import linum.ir.Indexing;

/// `x[…]`: static parts become slices, places that the program computes become dynamic slices, and
/// arrays of places become a gather.
final class IndexedRead {
  private IndexedRead() {}

  static Array get(Indexer at) {
    IndexFlags flags = IndexFlags.of(at.array(), at.index());
    IndexList list = IndexList.of(flags.array(), flags.index());
    boolean fill = at.mode() == Indexing.Mode.FILL_OR_DROP || at.mode() == Indexing.Mode.CLIP;
    boolean sliceable =
        list.entries().stream()
                .noneMatch(e -> e instanceof Indices i && (fill || i.array().ndim() > 0))
            && !(at.mode() == Indexing.Mode.FILL_OR_DROP && hasOutside(flags.array(), list));
    if (sliceable) {
      return slices(flags.array(), list.entries());
    }
    Array x = ranges(flags.array(), list.entries());
    List<Index> rest = new ArrayList<>();
    list.entries().forEach(e -> rest.add(e instanceof Range ? Index.ALL : e));
    return gather(x, new IndexList(rest, list.together()), at);
  }

  private static boolean hasOutside(Array x, IndexList list) {
    int axis = 0;
    for (Index e : list.entries()) {
      if (e instanceof Position p && (p.i() >= x.shape(axis) || p.i() < -x.shape(axis))) {
        return true;
      }
      axis += IndexFlags.consumed(e);
    }
    return false;
  }

  /// The array cut along the axes that have ranges.
  private static Array ranges(Array x, List<Index> entries) {
    return cut(x, entries, false);
  }

  private static Array cut(Array x, List<Index> entries, boolean positions) {
    int n = x.ndim();
    int[] start = new int[n];
    int[] limit = x.shape().toArray();
    int[] stride = new int[n];
    java.util.Arrays.fill(stride, 1);
    List<Integer> reversed = new ArrayList<>();
    int axis = 0;
    for (Index e : entries) {
      if (e instanceof Range r) {
        Bounds b = Bounds.of(r, x.shape(axis));
        int last = b.start() + (b.count() - 1) * b.step();
        start[axis] = b.count() == 0 ? 0 : Math.min(b.start(), last);
        limit[axis] = b.count() == 0 ? 0 : Math.max(b.start(), last) + 1;
        stride[axis] = b.count() <= 1 ? 1 : Math.abs(b.step());
        if (b.step() < 0 && b.count() > 1) {
          reversed.add(axis);
        }
      } else if (positions && e instanceof Position p) {
        start[axis] = inside(p.i(), axis, x);
        limit[axis] = start[axis] + 1;
      }
      axis += IndexFlags.consumed(e);
    }
    Array y = Ops.slice(x, Dims.of(start), Dims.of(limit), Dims.of(stride));
    return Ops.rev(y, Dims.of(reversed.stream().mapToInt(a -> a)));
  }

  /// A static place, moved inside the array as JAX does.
  private static int inside(int i, int axis, Array x) {
    int size = x.shape(axis);
    requireElement(axis, x);
    return Math.clamp(i < 0 ? i + size : i, 0, size - 1);
  }

  private static void requireElement(int axis, Array x) {
    if (x.shape(axis) == 0) {
      throw new IllegalArgumentException(
          "at: axis %d of %s is empty, so it has no element to select".formatted(axis, x.aval()));
    }
  }

  private static Array slices(Array x, List<Index> entries) {
    Array y = cut(x, entries, true);
    List<Integer> dropped = new ArrayList<>();
    List<Integer> added = new ArrayList<>();
    List<Array> starts = new ArrayList<>();
    Dims sizes = y.shape();
    int axis = 0;
    int out = 0;
    boolean dynamic = false;
    for (Index e : entries) {
      switch (e) {
        case Position _ -> {
          starts.add(Ops.scalar(0, DType.INT32));
          dropped.add(axis++);
        }
        case Indices i -> {
          requireElement(axis, x);
          starts.add(Selection.normalized(i.array(), x.shape(axis)));
          sizes = sizes.with(axis, 1);
          dropped.add(axis++);
          dynamic = true;
        }
        case Range _ -> {
          starts.add(Ops.scalar(0, DType.INT32));
          axis++;
          out++;
        }
        case NewAxis _ -> added.add(out++);
        case Index.Ellipsis _, Index.Flag _ -> throw new AssertionError(e);
      }
    }
    y = dynamic ? Ops.dynamicSlice(y, starts, sizes) : y;
    y = Ops.squeeze(y, dims(dropped));
    return added.isEmpty() ? y : Shapes.expandDims(y, dims(added));
  }

  private static Array gather(Array x, IndexList list, Indexer at) {
    Selection s = Selection.of(x, list);
    if (s.shape().size() == 0) {
      return Ops.zeros(x.aval().withShape(s.shape()));
    }
    Indexing.Mode mode = at.mode() == null ? Indexing.Mode.PROMISE_IN_BOUNDS : at.mode();
    Array y =
        Trace.bind(
            new Indexing.Gather(
                new GatherDimensionNumbers(s.offsetDims(), s.collapsed(), s.indexMap()),
                s.sliceSizes(),
                at.uniqueIndices() || s.distinct(),
                at.indicesAreSorted() || s.distinct(),
                mode,
                mode == Indexing.Mode.FILL_OR_DROP ? at.fillValue() : null),
            x,
            s.indices());
    return s.newAxes().isEmpty() ? y : Shapes.expandDims(y, s.newAxes());
  }

  private static Dims dims(List<Integer> list) {
    return Dims.of(list.stream().mapToInt(i -> i));
  }
}
