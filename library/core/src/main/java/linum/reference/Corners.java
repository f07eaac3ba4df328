package linum.reference;

import linum.ir.DType;
import linum.ir.Dims;

/// Where the blocks of a gather or a scatter begin.
final class Corners {
  private final Dims shape;
  private final long[] strides;
  private final Dims block;
  private final long[] indices;
  private final boolean unsigned;
  private final Dims batch;
  private final long[] batchStrides;
  private final Dims indexMap;
  private final Dims operandBatching;
  private final Dims indicesBatching;
  private final boolean drop;

  /// @param shape of the array that holds the blocks
  /// @param block the sizes of a block, one an axis
  /// @param indexMap the axis that each entry of an index vector addresses
  /// @param drop whether blocks that lie outside are left out; else they are moved inside
  Corners(
      Dims shape,
      Dims block,
      Value indices,
      Dims indexMap,
      Dims operandBatching,
      Dims indicesBatching,
      boolean drop) {
    this.shape = shape;
    this.strides = shape.strides();
    this.block = block;
    this.indices = Value.wholes(indices);
    this.unsigned = indices.dtype() == DType.UINT64;
    this.batch = indices.shape().slice(0, indices.shape().rank() - 1);
    this.batchStrides = batch.strides();
    this.indexMap = indexMap;
    this.operandBatching = operandBatching;
    this.indicesBatching = indicesBatching;
    this.drop = drop;
  }

  /// The place of the corner for index vector `b`, or -1 if the block lies outside and is dropped.
  int of(int b) {
    long place = 0;
    int length = indexMap.rank();
    for (int i = 0; i < length; i++) {
      int axis = indexMap.get(i);
      int last = shape.get(axis) - block.get(axis);
      long start = indices[b * length + i];
      if (unsigned && start < 0) {
        start = Long.MAX_VALUE;
      }
      if (drop && (start < 0 || start > last)) {
        return -1;
      }
      place += strides[axis] * Math.clamp(start, 0, last);
    }
    for (int i = 0; i < operandBatching.rank(); i++) {
      int axis = indicesBatching.get(i);
      place += strides[operandBatching.get(i)] * (b / batchStrides[axis] % batch.get(axis));
    }
    return (int) place;
  }
}
