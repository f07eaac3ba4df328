package linum.reference;

import static linum.reference.Data.count;
import static linum.reference.Data.dims;
import static linum.reference.Data.f32;
import static linum.reference.Data.i32;
import static linum.reference.Data.ints;
import static linum.reference.Data.reals;
import static linum.reference.Data.run;
import static linum.reference.Data.scalar;
import static linum.reference.Data.wholes;
import static org.assertj.core.api.Assertions.assertThat;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.GatherDimensionNumbers;
import linum.ir.Indexing;
import linum.ir.Indexing.Mode;
import linum.ir.Indexing.Update;
import linum.ir.ScatterDimensionNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexingTest {
  private static final double NAN = Double.NaN;

  /// Rows of a matrix, or elements of a vector.
  private static Indexing.Gather rows(Mode mode, Dims sizes, Number fill) {
    Dims offset = Dims.range(1, sizes.rank());
    return new Indexing.Gather(
        new GatherDimensionNumbers(offset, dims(0), dims(0)), sizes, false, false, mode, fill);
  }

  private static Indexing.Scatter rows(Update update, Mode mode, int rank) {
    return new Indexing.Scatter(
        update,
        new ScatterDimensionNumbers(Dims.range(1, rank), dims(0), dims(0)),
        false,
        false,
        mode);
  }

  @Test
  void aDynamicSliceIsMovedInside() {
    Indexing slice = new Indexing.DynamicSlice(dims(2));
    assertThat(reals(run(slice, f32(1, 2, 3, 4), scalar(DType.INT32, 1)))).containsExactly(2, 3);
    assertThat(reals(run(slice, f32(1, 2, 3, 4), scalar(DType.INT32, 9)))).containsExactly(3, 4);
    assertThat(reals(run(slice, f32(1, 2, 3, 4), scalar(DType.INT32, -9)))).containsExactly(1, 2);
    assertThat(reals(run(slice, f32(1, 2, 3, 4), scalar(DType.UINT64, -1)))).containsExactly(3, 4);
  }

  @Test
  void aDynamicUpdateIsMovedInside() {
    Indexing update = new Indexing.DynamicUpdateSlice();
    assertThat(reals(run(update, f32(1, 2, 3), f32(8, 9), scalar(DType.INT32, 2))))
        .containsExactly(1, 8, 9);
    assertThat(
            reals(
                run(
                    update,
                    count(dims(2, 2)),
                    f32(dims(2, 1), 8, 9),
                    scalar(DType.INT32, 0),
                    scalar(DType.INT32, 1))))
        .containsExactly(0, 8, 2, 9);
  }

  @Test
  void rowsAreGathered() {
    Array out = run(rows(Mode.CLIP, dims(1, 2), null), count(dims(3, 2)), i32(dims(2, 1), 2, 0));
    assertThat(reals(out)).containsExactly(4, 5, 0, 1);
  }

  @ParameterizedTest
  @CsvSource({"CLIP, 1, 3", "PROMISE_IN_BOUNDS, 1, 3", "FILL_OR_DROP, NaN, NaN"})
  void indicesOutsideAreClippedOrFilled(Mode mode, double below, double above) {
    assertThat(reals(run(rows(mode, dims(1), null), f32(1, 2, 3), i32(dims(3, 1), -1, 1, 3))))
        .containsExactly(below, 2, above);
  }

  @Test
  void theFillValueFollowsTheTypeOrIsGiven() {
    Array outside = i32(dims(1, 1), 7);
    assertThat(wholes(run(rows(Mode.FILL_OR_DROP, dims(1), null), i32(1, 2), outside)))
        .containsExactly(Integer.MIN_VALUE);
    assertThat(wholes(run(rows(Mode.FILL_OR_DROP, dims(1), null), ints(DType.UINT8, 1), outside)))
        .containsExactly(255);
    assertThat(wholes(run(rows(Mode.FILL_OR_DROP, dims(1), null), Data.bools(0), outside)))
        .containsExactly(1);
    assertThat(reals(run(rows(Mode.FILL_OR_DROP, dims(1), 5.0), f32(1), outside)))
        .containsExactly(5);
  }

  @Test
  void hugeUnsignedIndicesAreOutside() {
    Array index = Data.run(new linum.ir.Movement.Reshape(dims(1, 1)), ints(DType.UINT64, -1));
    assertThat(reals(run(rows(Mode.FILL_OR_DROP, dims(1), null), f32(1, 2), index)))
        .containsExactly(NAN);
    assertThat(reals(run(rows(Mode.CLIP, dims(1), null), f32(1, 2), index))).containsExactly(2);
  }

  @Test
  void aBlockStaysInsideAsAWhole() {
    Indexing.Gather blocks =
        new Indexing.Gather(
            new GatherDimensionNumbers(dims(1), Dims.NONE, dims(0)),
            dims(2),
            false,
            false,
            Mode.CLIP,
            null);
    assertThat(reals(run(blocks, f32(1, 2, 3), i32(dims(2, 1), 0, 2)))).containsExactly(1, 2, 2, 3);
  }

  @Test
  void theBlockAxesMayComeFirst() {
    Indexing.Gather columns =
        new Indexing.Gather(
            new GatherDimensionNumbers(dims(0), dims(1), dims(1)),
            dims(2, 1),
            false,
            false,
            Mode.CLIP,
            null);
    assertThat(reals(run(columns, count(dims(2, 3)), i32(dims(2, 1), 2, 0))))
        .containsExactly(2, 0, 5, 3);
  }

  @Test
  void severalAxesAreIndexedTogether() {
    Indexing.Gather elements =
        new Indexing.Gather(
            new GatherDimensionNumbers(Dims.NONE, dims(0, 1), dims(1, 0)),
            dims(1, 1),
            false,
            false,
            Mode.CLIP,
            null);
    // Vectors (column, row).
    assertThat(reals(run(elements, count(dims(2, 3)), i32(dims(2, 2), 2, 0, 1, 1))))
        .containsExactly(2, 4);
  }

  @Test
  void batchAxesOfOperandAndIndicesGoTogether() {
    Indexing.Gather each =
        new Indexing.Gather(
            new GatherDimensionNumbers(Dims.NONE, dims(1), dims(1), dims(0), dims(0)),
            dims(1, 1),
            false,
            false,
            Mode.CLIP,
            null);
    assertThat(reals(run(each, count(dims(2, 3)), i32(dims(2, 2, 1), 0, 2, 1, 1))))
        .containsExactly(0, 2, 4, 4);
  }

  @ParameterizedTest
  @CsvSource({
    "SET, 1, 30, 3",
    "ADD, 1, 52, 3",
    "SUB, 1, -48, 3",
    "MUL, 1, 1200, 3",
    "MIN, 1, 2, 3",
    "MAX, 1, 30, 3"
  })
  void updatesAtOnePlaceAreJoinedInOrder(Update update, double a, double b, double c) {
    assertThat(
            reals(
                run(rows(update, Mode.CLIP, 1), f32(1, 2, 3), i32(dims(2, 1), 1, 1), f32(20, 30))))
        .containsExactly(a, b, c);
  }

  @Test
  void updatesOutsideAreDroppedOrClipped() {
    Array x = f32(1, 2, 3);
    Array at = i32(dims(2, 1), -1, 3);
    assertThat(reals(run(rows(Update.SET, Mode.FILL_OR_DROP, 1), x, at, f32(8, 9))))
        .containsExactly(1, 2, 3);
    assertThat(reals(run(rows(Update.SET, Mode.CLIP, 1), x, at, f32(8, 9))))
        .containsExactly(8, 2, 9);
  }

  @Test
  void rowsAreScatteredAndTheOperandStaysAsItWas() {
    Array x = count(dims(3, 2));
    Array out = run(rows(Update.ADD, Mode.CLIP, 2), x, i32(dims(1, 1), 2), f32(dims(1, 2), 10, 20));
    assertThat(reals(out)).containsExactly(0, 1, 2, 3, 14, 25);
    assertThat(reals(x)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void integerUpdatesWrap() {
    assertThat(
            wholes(
                run(
                    rows(Update.ADD, Mode.CLIP, 1),
                    ints(DType.INT8, 100),
                    i32(dims(1, 1), 0),
                    ints(DType.INT8, 100))))
        .containsExactly(-56);
  }
}
