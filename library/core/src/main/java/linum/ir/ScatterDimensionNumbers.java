package linum.ir;

/// How a scatter's axes correspond; the mirror image of [GatherDimensionNumbers].
///
/// @param updateWindowDims the axes of the updates that run inside a block, in order
/// @param insertedWindowDims operand axes of block size 1 that the updates leave out
/// @param scatterDimsToOperandDims the operand axis that each entry of an index vector addresses
/// @param operandBatchingDims operand axes that go along with `scatterIndicesBatchingDims`
/// @param scatterIndicesBatchingDims axes of the indices that go along with `operandBatchingDims`
public record ScatterDimensionNumbers(
    Dims updateWindowDims,
    Dims insertedWindowDims,
    Dims scatterDimsToOperandDims,
    Dims operandBatchingDims,
    Dims scatterIndicesBatchingDims) {

  public ScatterDimensionNumbers(
      Dims updateWindowDims, Dims insertedWindowDims, Dims scatterDimsToOperandDims) {
    this(updateWindowDims, insertedWindowDims, scatterDimsToOperandDims, Dims.NONE, Dims.NONE);
  }

  @Override
  public String toString() {
    return "ScatterDimensionNumbers(update_window_dims=%s, inserted_window_dims=%s, scatter_dims_to_operand_dims=%s, operand_batching_dims=%s, scatter_indices_batching_dims=%s)"
        .formatted(
            updateWindowDims,
            insertedWindowDims,
            scatterDimsToOperandDims,
            operandBatchingDims,
            scatterIndicesBatchingDims);
  }
}
