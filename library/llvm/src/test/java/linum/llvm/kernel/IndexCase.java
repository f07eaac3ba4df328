package linum.llvm.kernel;

import java.util.List;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.GatherDimensionNumbers;
import linum.ir.Indexing;
import linum.ir.ScatterDimensionNumbers;

/// Blocks of an array at index vectors, in one of the many ways.
///
/// @param packed the shape of the blocks
/// @param inBlock axes of the packed array that run inside a block
/// @param hidden axes of the array that the packed array leaves out
/// @param addressed the axes that the entries of an index vector address
record IndexCase(
    Dims array,
    Dims indices,
    Dims packed,
    Dims block,
    Dims inBlock,
    Dims hidden,
    Dims addressed,
    Dims arrayBatch,
    Dims indicesBatch) {

  private static Dims dims(int... values) {
    return Dims.of(values);
  }

  static final List<IndexCase> ALL =
      List.of(
          // Whole rows.
          of(dims(25, 7), dims(11, 1), dims(11, 7), dims(1, 7), dims(1), dims(0), dims(0)),
          of(dims(9, 300), dims(70, 1), dims(70, 300), dims(1, 300), dims(1), dims(0), dims(0)),
          // Along the last axis.
          of(dims(6, 21), dims(13, 1), dims(6, 13), dims(6, 1), dims(0), dims(1), dims(1)),
          // Single elements.
          of(dims(5, 6), dims(4, 3, 2), dims(4, 3), dims(1, 1), dims(), dims(0, 1), dims(0, 1)),
          of(dims(15, 6), dims(40, 2), dims(40), dims(1, 1), dims(), dims(0, 1), dims(1, 0)),
          // Blocks that overlap.
          of(dims(19, 20), dims(3, 2), dims(3, 4, 5), dims(4, 5), dims(1, 2), dims(), dims(0, 1)),
          // Axes of blocks and of the batch in turns.
          of(
              dims(19, 10),
              dims(3, 2, 1),
              dims(4, 3, 10, 2),
              dims(4, 10),
              dims(0, 2),
              dims(),
              dims(0)),
          // Axes that go along.
          new IndexCase(
              dims(4, 19, 3),
              dims(4, 5, 1),
              dims(4, 5, 3),
              dims(1, 1, 3),
              dims(2),
              dims(1),
              dims(1),
              dims(0),
              dims(0)),
          new IndexCase(
              dims(19, 3, 4),
              dims(5, 4, 1),
              dims(5, 4, 3),
              dims(1, 3, 1),
              dims(2),
              dims(0),
              dims(0),
              dims(2),
              dims(1)),
          // Nothing.
          of(dims(5, 6), dims(0, 1), dims(0, 6), dims(1, 6), dims(1), dims(0), dims(0)));

  private static IndexCase of(
      Dims array,
      Dims indices,
      Dims packed,
      Dims block,
      Dims inBlock,
      Dims hidden,
      Dims addressed) {
    return new IndexCase(
        array, indices, packed, block, inBlock, hidden, addressed, Dims.NONE, Dims.NONE);
  }

  Indexing.Gather gather(Indexing.Mode mode) {
    return new Indexing.Gather(
        new GatherDimensionNumbers(inBlock, hidden, addressed, arrayBatch, indicesBatch),
        block,
        false,
        false,
        mode,
        null);
  }

  Indexing.Scatter scatter(Indexing.Update update, Indexing.Mode mode) {
    return new Indexing.Scatter(
        update,
        new ScatterDimensionNumbers(inBlock, hidden, addressed, arrayBatch, indicesBatch),
        false,
        false,
        mode);
  }

  Aval[] gathered(DType dtype, DType index) {
    return new Aval[] {new Aval(dtype, array), new Aval(index, indices)};
  }

  Aval[] scattered(DType dtype, DType index) {
    return new Aval[] {new Aval(dtype, array), new Aval(index, indices), new Aval(dtype, packed)};
  }
}
