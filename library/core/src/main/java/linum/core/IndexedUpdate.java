package linum.core;

import linum.core.Index.Indices;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Indexing;
import linum.ir.Promotion.Type;
import linum.ir.ScatterDimensionNumbers;

/// `x.at[…].set(…)` and its kin: a scatter.
final class IndexedUpdate {
  private IndexedUpdate() {}

  static Array update(String name, Indexer at, Indexing.Update update, Array values) {
    Array v = converted(name, at.array(), values);
    if (at.index().size() == 1
        && at.index().getFirst() instanceof Indices m
        && m.array() instanceof Tracer
        && m.array().dtype() == DType.BOOL
        && v.ndim() == 0) {
      return masked(at.array(), m.array(), update, v);
    }
    IndexFlags flags = IndexFlags.of(at.array(), at.index());
    Array out = scatter(name, flags, at, update, v);
    return Ops.squeeze(out, flags.axes());
  }

  private static Array converted(String name, Array x, Array values) {
    boolean loses = values.dtype().isInexact() && !x.dtype().isInexact();
    if (loses) {
      throw new IllegalArgumentException(
          "%s: %s cannot hold values of type %s\nConvert the array, as in x.astype(DType.FLOAT32), or the values, as in v.astype(DType.INT32)"
              .formatted(name, x.aval(), values.dtype()));
    }
    return Types.convert(values, Type.of(x.aval()));
  }

  /// One value at the places of a mask that is not known yet.
  private static Array masked(Array x, Array mask, Indexing.Update update, Array value) {
    Dims selected = x.shape().slice(0, Math.min(mask.ndim(), x.ndim()));
    if (!mask.shape().equals(selected)) {
      throw new IllegalArgumentException(
          "at: the mask %s does not fit %s".formatted(mask.aval(), x.aval()));
    }
    Array wide = Ops.broadcastInDim(mask, x.shape(), Dims.range(mask.ndim()));
    Array all = Ops.broadcast(value, x.shape());
    return Ops.select(wide, Indexer.join(update, x, all), x);
  }

  private static Array scatter(
      String name, IndexFlags flags, Indexer at, Indexing.Update update, Array values) {
    Array x = flags.array();
    Selection s = Selection.of(x, IndexList.of(x, flags.index()));
    Array stretched = Broadcasting.to(name, values, s.shape());
    if (s.shape().size() == 0) {
      return x;
    }
    Array v = Ops.squeeze(stretched, s.newAxes());
    if (s.indexMap().isEmpty()) {
      return Indexer.join(update, x, v);
    }
    Indexing.Mode mode = at.mode() == null ? Indexing.Mode.FILL_OR_DROP : at.mode();
    return Trace.bind(
        new Indexing.Scatter(
            update,
            new ScatterDimensionNumbers(s.offsetDims(), s.collapsed(), s.indexMap()),
            at.indicesAreSorted() || s.distinct(),
            at.uniqueIndices() || s.distinct(),
            mode),
        x,
        s.indices(),
        v);
  }
}
