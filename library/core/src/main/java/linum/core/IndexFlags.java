package linum.core;

import java.util.ArrayList;
import java.util.List;
import linum.core.Index.Flag;
import linum.core.Index.Indices;
import linum.ir.DType;
import linum.ir.Dims;

/// `True` and `False` as indices: each is a new axis, of which everything or nothing is selected.
///
/// @param array the array with the new axes, of size 1
/// @param index the index without flags
/// @param axes the new axes
record IndexFlags(Array array, List<Index> index, Dims axes) {

  static IndexFlags of(Array x, List<Index> index) {
    List<Index> plain = new ArrayList<>();
    List<Integer> axes = new ArrayList<>();
    int axis = 0;
    int missing = x.ndim() - index.stream().mapToInt(IndexFlags::consumed).sum();
    for (Index e : index) {
      if (e instanceof Indices i && i.array().dtype() == DType.BOOL && i.array().ndim() == 0) {
        e = new Flag(HostRead.mask(i.array()).getFirst());
      }
      if (e instanceof Flag f) {
        axes.add(axis++);
        plain.add(Index.slice(f.value() ? 1 : 0));
      } else {
        plain.add(e);
        axis += e instanceof Index.Ellipsis ? Math.max(0, missing) : consumed(e);
      }
    }
    Dims at = Dims.of(axes.stream().mapToInt(a -> a));
    return new IndexFlags(at.isEmpty() ? x : Shapes.expandDims(x, at), plain, at);
  }

  /// How many axes of the array an entry stands for.
  static int consumed(Index e) {
    return switch (e) {
      case Index.Position _, Index.Range _ -> 1;
      case Indices i -> i.array().dtype() == DType.BOOL ? i.array().ndim() : 1;
      case Index.Ellipsis _, Index.NewAxis _, Flag _ -> 0;
    };
  }
}
