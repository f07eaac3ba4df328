package linum.ir;

/// How a gather's axes correspond.
///
/// @param offsetDims the output axes that run inside a block, in order
/// @param collapsedSliceDims operand axes of block size 1 that the output leaves out
/// @param startIndexMap the operand axis that each entry of an index vector addresses
/// @param operandBatchingDims operand axes that go along with `startIndicesBatchingDims`
/// @param startIndicesBatchingDims axes of the indices that go along with `operandBatchingDims`
public record GatherDimensionNumbers(
    Dims offsetDims,
    Dims collapsedSliceDims,
    Dims startIndexMap,
    Dims operandBatchingDims,
    Dims startIndicesBatchingDims) {

  public GatherDimensionNumbers(Dims offsetDims, Dims collapsedSliceDims, Dims startIndexMap) {
    this(offsetDims, collapsedSliceDims, startIndexMap, Dims.NONE, Dims.NONE);
  }

  @Override
  public String toString() {
    return "GatherDimensionNumbers(offset_dims=%s, collapsed_slice_dims=%s, start_index_map=%s, operand_batching_dims=%s, start_indices_batching_dims=%s)"
        .formatted(
            offsetDims,
            collapsedSliceDims,
            startIndexMap,
            operandBatchingDims,
            startIndicesBatchingDims);
  }
}
