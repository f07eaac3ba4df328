package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Aval;
import linum.ir.Dims;
import linum.ir.GatherDimensionNumbers;
import linum.ir.Indexing;
import linum.ir.ScatterDimensionNumbers;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// Blocks of an array at computed places, and a packed array that holds them one by one: the result
/// of a gather, the updates of a scatter.
///
/// In an [Axis], `lhs` is the distance in the array and `out` the one in the packed array.
///
/// @param window the axes inside a block, outermost first; those that can be gone along as one are
///   one
/// @param free how many axes of the window, at its end, no index addresses
/// @param batch the axes of the batch of index vectors
/// @param vectors how many index vectors there are
record IndexedBlocks(Corners corners, List<Axis> window, int free, List<Axis> batch, long vectors) {

  static IndexedBlocks of(Indexing.Gather p, Aval array, Aval indices, Aval packed) {
    GatherDimensionNumbers n = p.dimensionNumbers();
    Dims hidden = n.collapsedSliceDims().concat(n.operandBatchingDims());
    return of(
        array,
        indices,
        packed,
        Dims.range(array.rank()).without(hidden),
        n.offsetDims(),
        p.sliceSizes(),
        n.startIndexMap(),
        n.operandBatchingDims(),
        n.startIndicesBatchingDims(),
        p.mode() == Indexing.Mode.FILL_OR_DROP);
  }

  static IndexedBlocks of(Indexing.Scatter p, Aval array, Aval indices, Aval packed) {
    ScatterDimensionNumbers n = p.dimensionNumbers();
    Dims hidden = n.insertedWindowDims().concat(n.operandBatchingDims());
    Dims axes = Dims.range(array.rank()).without(hidden);
    Dims block = Dims.repeat(1, array.rank());
    for (int i = 0; i < axes.rank(); i++) {
      block = block.with(axes.get(i), packed.shape().get(n.updateWindowDims().get(i)));
    }
    return of(
        array,
        indices,
        packed,
        axes,
        n.updateWindowDims(),
        block,
        n.scatterDimsToOperandDims(),
        n.operandBatchingDims(),
        n.scatterIndicesBatchingDims(),
        p.mode() != Indexing.Mode.CLIP);
  }

  private static IndexedBlocks of(
      Aval array,
      Aval indices,
      Aval packed,
      Dims windowAxes,
      Dims windowDims,
      Dims block,
      Dims addressed,
      Dims arrayAlong,
      Dims indicesAlong,
      boolean drop) {
    long[] strides = array.shape().strides();
    long[] packedStrides = packed.shape().strides();
    List<Axis> window = new ArrayList<>();
    List<Boolean> bound = new ArrayList<>();
    for (int i = 0; i < windowAxes.rank(); i++) {
      int axis = windowAxes.get(i);
      boolean isBound = addressed.contains(axis);
      add(
          window,
          new Axis(block.get(axis), strides[axis], 0, packedStrides[windowDims.get(i)]),
          bound,
          isBound);
    }
    Dims batchDims = Dims.range(packed.rank()).without(windowDims);
    List<Axis> batch = new ArrayList<>();
    List<Boolean> same = new ArrayList<>();
    batchDims.stream()
        .forEach(
            d -> add(batch, new Axis(packed.shape().get(d), 0, 0, packedStrides[d]), same, true));
    Dims vectorShape = indices.shape().slice(0, indices.rank() - 1);
    List<Corners.Along> along = new ArrayList<>();
    for (int i = 0; i < arrayAlong.rank(); i++) {
      int axis = indicesAlong.get(i);
      along.add(
          new Corners.Along(
              strides[arrayAlong.get(i)], vectorShape.strides()[axis], vectorShape.get(axis)));
    }
    Corners corners = new Corners(array.shape(), block, addressed, indices.dtype(), along, drop);
    int free = 0;
    while (free < bound.size() && !bound.get(bound.size() - 1 - free)) {
      free++;
    }
    return new IndexedBlocks(corners, window, free, batch, vectorShape.size());
  }

  /// Axes of one element are left out, and an axis is joined to the one outside it if both are of
  /// one kind.
  private static void add(List<Axis> axes, Axis next, List<Boolean> kinds, boolean kind) {
    if (next.count() == 1) {
      return;
    }
    int last = axes.size() - 1;
    if (last >= 0 && kinds.get(last) == kind && axes.get(last).joins(next)) {
      axes.add(axes.remove(last).joined(next));
    } else {
      axes.add(next);
      kinds.add(kind);
    }
  }

  /// How many elements a block has.
  long size() {
    return Product.steps(window);
  }

  /// Where the share of an index vector is in the packed array, in elements.
  Val packedPlace(Code code, Val vector) {
    return Index.offset(code, vector, batch, Axis::out);
  }
}
