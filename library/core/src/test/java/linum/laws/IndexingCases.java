package linum.laws;

import static linum.laws.Operand.integer;
import static linum.laws.Operand.real;
import static linum.laws.Sample.sample;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Dims;
import linum.ir.GatherDimensionNumbers;
import linum.ir.Indexing;
import linum.ir.ScatterDimensionNumbers;

/// Rows of [Indexing]. Some indices lie outside.
final class IndexingCases {
  private IndexingCases() {}

  static List<PrimitiveCase> all() {
    List<PrimitiveCase> rows = new ArrayList<>();
    rows.add(
        PrimitiveCase.of(
            new Indexing.DynamicSlice(Dims.of(2, 3)),
            2,
            sample(real(4, 5), integer(-1, 4), integer(0, 5)),
            sample(integer(0, 9, 2, 3), integer(0, 2), integer(0, 2))));
    rows.add(
        PrimitiveCase.of(
            new Indexing.DynamicUpdateSlice(),
            2,
            sample(real(4, 5), real(2, 3), integer(-1, 4), integer(0, 5)),
            sample(real(3), real(1), integer(0, 3))));
    for (Indexing.Mode mode : Indexing.Mode.values()) {
      rows.add(gatherRows(mode));
      for (Indexing.Update update : Indexing.Update.values()) {
        rows.add(scatterRows(update, mode));
      }
    }
    rows.add(gatherBlocks());
    rows.add(gatherBatched());
    for (Indexing.Update update : Indexing.Update.values()) {
      rows.add(scatterBlocks(update));
    }
    rows.add(scatterBatched());
    return rows;
  }

  private static Operand indices(Indexing.Mode mode, int... shape) {
    return mode == Indexing.Mode.PROMISE_IN_BOUNDS ? integer(0, 4, shape) : integer(-2, 7, shape);
  }

  private static PrimitiveCase gatherRows(Indexing.Mode mode) {
    return PrimitiveCase.of(
        new Indexing.Gather(
            new GatherDimensionNumbers(Dims.of(1), Dims.of(0), Dims.of(0)),
            Dims.of(1, 3),
            false,
            false,
            mode,
            mode == Indexing.Mode.FILL_OR_DROP ? 0 : null),
        2,
        sample(real(4, 3), indices(mode, 5, 1)),
        sample(integer(0, 9, 4, 3), indices(mode, 1, 1)),
        sample(real(4, 3), indices(mode, 0, 1)));
  }

  private static PrimitiveCase gatherBlocks() {
    return PrimitiveCase.of(
        new Indexing.Gather(
            new GatherDimensionNumbers(Dims.of(0, 2), Dims.of(1), Dims.of(2, 1)),
            Dims.of(2, 1, 2),
            false,
            false,
            Indexing.Mode.CLIP,
            null),
        2,
        sample(real(3, 4, 5), integer(-1, 5, 3, 2)));
  }

  private static PrimitiveCase gatherBatched() {
    return PrimitiveCase.of(
        new Indexing.Gather(
            new GatherDimensionNumbers(Dims.NONE, Dims.of(1), Dims.of(1), Dims.of(0), Dims.of(0)),
            Dims.of(1, 1),
            false,
            false,
            Indexing.Mode.CLIP,
            null),
        2,
        sample(real(3, 4), integer(0, 4, 3, 2, 1)));
  }

  // One update a row of the operand at most, where the order of several would matter.
  private static PrimitiveCase scatterRows(Indexing.Update update, Indexing.Mode mode) {
    boolean single =
        switch (update) {
          case SET, MUL, MIN, MAX -> true;
          case ADD, SUB -> false;
        };
    int n = single ? 1 : 5;
    return PrimitiveCase.of(
        new Indexing.Scatter(
            update,
            new ScatterDimensionNumbers(Dims.of(1), Dims.of(0), Dims.of(0)),
            false,
            single,
            mode),
        2,
        sample(real(4, 3), indices(mode, n, 1), real(n, 3)),
        sample(integer(0, 9, 4, 3), indices(mode, n, 1), integer(0, 9, n, 3)));
  }

  private static PrimitiveCase scatterBlocks(Indexing.Update update) {
    return PrimitiveCase.of(
        new Indexing.Scatter(
            update,
            new ScatterDimensionNumbers(Dims.of(0, 1), Dims.NONE, Dims.of(1, 0)),
            false,
            true,
            Indexing.Mode.CLIP),
        2,
        sample(real(4, 5), integer(0, 3, 2), real(2, 3)));
  }

  private static PrimitiveCase scatterBatched() {
    return PrimitiveCase.of(
        new Indexing.Scatter(
            Indexing.Update.ADD,
            new ScatterDimensionNumbers(Dims.NONE, Dims.of(1), Dims.of(1), Dims.of(0), Dims.of(0)),
            false,
            false,
            Indexing.Mode.FILL_OR_DROP),
        2,
        sample(real(3, 4), integer(0, 4, 3, 2, 1), real(3, 2)));
  }
}
