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
import linum.ir.ScatterDimensionNumbers;

/// Indexing in many examples at once.
///
/// Where every example has its own index, the axis in front becomes one that operand and indices go
/// along together, so a dynamic slice turns into a gather and a dynamic update into a scatter.
final class BatchIndexing {
  private BatchIndexing() {}

  static List<Batched> apply(Indexing indexing, List<Batched> in, BatchAxis axis) {
    return List.of(
        Batched.mapped(
            switch (indexing) {
              case Indexing.DynamicSlice p -> dynamicSlice(p, in, axis);
              case Indexing.DynamicUpdateSlice _ -> dynamicUpdateSlice(in, axis);
              case Indexing.Gather p -> gather(p, in.get(0), in.get(1), axis);
              case Indexing.Scatter p -> scatter(p, in, axis);
            }));
  }

  private static Array dynamicSlice(Indexing.DynamicSlice p, List<Batched> in, BatchAxis axis) {
    Batched x = in.getFirst();
    List<Batched> starts = in.subList(1, in.size());
    if (!Batched.any(starts)) {
      return Ops.dynamicSlice(x.array(), withZero(starts), axis.full(p.sliceSizes()));
    }
    Dims all = Dims.range(x.rank());
    Indexing.Gather one =
        new Indexing.Gather(
            new GatherDimensionNumbers(all, Dims.NONE, all),
            p.sliceSizes(),
            true,
            true,
            Indexing.Mode.CLIP,
            null);
    return gather(one, x, Batched.mapped(vectors(starts, axis)), axis);
  }

  private static Array dynamicUpdateSlice(List<Batched> in, BatchAxis axis) {
    Batched x = in.get(0);
    Batched update = in.get(1);
    List<Batched> starts = in.subList(2, in.size());
    if (!Batched.any(starts)) {
      return Ops.dynamicUpdateSlice(axis.full(x), axis.full(update), withZero(starts));
    }
    Dims all = Dims.range(x.rank());
    Indexing.Scatter one =
        new Indexing.Scatter(
            Indexing.Update.SET,
            new ScatterDimensionNumbers(all, Dims.NONE, all),
            true,
            true,
            Indexing.Mode.CLIP);
    return scatter(one, List.of(x, Batched.mapped(vectors(starts, axis)), update), axis);
  }

  private static List<Array> withZero(List<Batched> starts) {
    List<Array> all = new ArrayList<>();
    all.add(Ops.scalar(0L, DType.INT32));
    all.addAll(Batched.arrays(starts));
    return all;
  }

  // The starts, one scalar an axis, as one index vector an example.
  private static Array vectors(List<Batched> starts, BatchAxis axis) {
    boolean wide =
        starts.stream()
            .map(b -> b.array().dtype())
            .anyMatch(d -> d.byteSize() == 8 || d == DType.UINT32);
    Dims column = Dims.of(axis.size(), 1);
    List<Array> columns = new ArrayList<>();
    for (Batched b : starts) {
      Array start = Ops.convert(b.array(), wide ? DType.INT64 : DType.INT32);
      columns.add(Ops.broadcastInDim(start, column, b.mapped() ? Dims.of(0) : Dims.NONE));
    }
    return Ops.concatenate(columns, 1);
  }

  private static Array gather(Indexing.Gather p, Batched x, Batched indices, BatchAxis axis) {
    GatherDimensionNumbers n = p.dimensionNumbers();
    if (!indices.mapped()) {
      return gather(
          p,
          new GatherDimensionNumbers(
              n.offsetDims().plus(1).insert(0, 0),
              n.collapsedSliceDims().plus(1),
              n.startIndexMap().plus(1),
              n.operandBatchingDims().plus(1),
              n.startIndicesBatchingDims()),
          axis.full(p.sliceSizes()),
          true,
          x.array(),
          indices.array());
    }
    if (!x.mapped()) {
      return gather(
          p,
          new GatherDimensionNumbers(
              n.offsetDims().plus(1),
              n.collapsedSliceDims(),
              n.startIndexMap(),
              n.operandBatchingDims(),
              n.startIndicesBatchingDims().plus(1)),
          p.sliceSizes(),
          false,
          x.array(),
          indices.array());
    }
    return gather(
        p,
        new GatherDimensionNumbers(
            n.offsetDims().plus(1),
            n.collapsedSliceDims().plus(1),
            n.startIndexMap().plus(1),
            n.operandBatchingDims().plus(1).insert(0, 0),
            n.startIndicesBatchingDims().plus(1).insert(0, 0)),
        p.sliceSizes().insert(0, Math.min(1, axis.size())),
        true,
        x.array(),
        indices.array());
  }

  // What was promised of the indices holds no longer where those of several examples meet.
  private static Array gather(
      Indexing.Gather p,
      GatherDimensionNumbers numbers,
      Dims sliceSizes,
      boolean indicesApart,
      Array x,
      Array indices) {
    return Trace.bind(
        new Indexing.Gather(
            numbers,
            sliceSizes,
            indicesApart && p.uniqueIndices(),
            indicesApart && p.indicesAreSorted(),
            p.mode(),
            p.fillValue()),
        x,
        indices);
  }

  private static Array scatter(Indexing.Scatter p, List<Batched> in, BatchAxis axis) {
    ScatterDimensionNumbers n = p.dimensionNumbers();
    Batched indices = in.get(1);
    ScatterDimensionNumbers numbers =
        indices.mapped()
            ? new ScatterDimensionNumbers(
                n.updateWindowDims().plus(1),
                n.insertedWindowDims().plus(1),
                n.scatterDimsToOperandDims().plus(1),
                n.operandBatchingDims().plus(1).insert(0, 0),
                n.scatterIndicesBatchingDims().plus(1).insert(0, 0))
            : new ScatterDimensionNumbers(
                n.updateWindowDims().plus(1).insert(0, 0),
                n.insertedWindowDims().plus(1),
                n.scatterDimsToOperandDims().plus(1),
                n.operandBatchingDims().plus(1),
                n.scatterIndicesBatchingDims());
    return Trace.bind(
        new Indexing.Scatter(
            p.update(), numbers, p.indicesAreSorted(), p.uniqueIndices(), p.mode()),
        axis.full(in.get(0)),
        indices.array(),
        axis.full(in.get(2)));
  }
}
