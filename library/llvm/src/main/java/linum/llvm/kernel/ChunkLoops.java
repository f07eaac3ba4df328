package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.kernel.Blocks.Packing;
import linum.llvm.kernel.Multiplication.Span;
import linum.llvm.kernel.Tile.Level;
import org.jspecify.annotations.Nullable;

/// Writes the loops inside a chunk of the depth: over blocks of rows, panels of columns, and tiles.
final class ChunkLoops {
  /// Below this depth a tile takes not much longer than a call.
  private static final int SHORT = 8;

  private final Code code;
  private final Product p;
  private final Blocks blocks;
  private final Storage left;
  private final Storage right;
  private final Chunk chunk;
  private final Span panels;
  private final @Nullable Finish finish;
  private final int bytes;

  /// What is done with sums that are complete.
  @FunctionalInterface
  interface Finish {
    /// Writes the instructions.
    ///
    /// @param sums some that lie side by side
    /// @param at where the first belongs in the result
    void emit(Val sums, Val at);
  }

  /// A chunk of the depth of one batch.
  ///
  /// @param left where the rows start
  /// @param right where the first panel starts, or the columns if there are no panels
  /// @param sums where the result of the batch starts
  /// @param copy memory for a block of the left operand
  /// @param at the position of the batch in the result
  /// @param levels the depth, as both operands lie
  /// @param ends whether this chunk is the first, and whether it is the last; empty if it is both
  record Chunk(
      Val left, Val right, Val sums, Val copy, Val at, List<Level> levels, List<Val> ends) {}

  /// The left operand, as tiles read it.
  private interface Rows {
    Val address(Val row, int further);
  }

  ChunkLoops(
      Code code,
      Product p,
      Blocks blocks,
      Storage left,
      Storage right,
      Chunk chunk,
      Span panels,
      @Nullable Finish finish) {
    this.code = code;
    this.p = p;
    this.blocks = blocks;
    this.left = left;
    this.right = right;
    this.chunk = chunk;
    this.panels = panels;
    this.finish = finish;
    this.bytes = left.sum().byteSize();
  }

  void block(Val block) {
    long even = blocks.evenRows(p.m());
    Val from = Index.times(code, block, blocks.blockRows());
    Val evenTo = Index.min(code, Index.plus(code, from, blocks.blockRows()), Val.i64(even));
    Val number = Index.plus(code, block, 1);
    long last = blocks.rowBlocks().count() - 1;
    Val to =
        blocks.tails().isEmpty()
            ? evenTo
            : Index.ifGreater(code, number, last, Val.i64(p.m()), evenTo);
    RowPlaces at = RowPlaces.of(code, p.rows(), from, blocks, p.m());
    Side side = side(at, from, to);
    Panels.each(
        code,
        p.n(),
        blocks,
        panels,
        (panel, width) -> {
          Val columns = columns(panel);
          Val column = Index.times(code, panel, blocks.panelColumns());
          code.loop(
              from,
              evenTo,
              blocks.tileRows(),
              i -> tile(side, at, i, blocks.tileRows(), columns, column, width));
          if (!blocks.tails().isEmpty()) {
            Index.whenGreater(
                code,
                number,
                last,
                () -> {
                  long i = even;
                  for (int rows : blocks.tails()) {
                    tile(side, at, Val.i64(i), rows, columns, column, width);
                    i += rows;
                  }
                });
          }
          finish(at, from, to, column, width);
        });
  }

  /// How tiles read the operands: the rows, and the depth.
  ///
  /// @param apart how far the next row is
  private record Side(Rows rows, Storage left, long apart, List<Level> levels) {}

  private Side side(RowPlaces at, Val from, Val to) {
    List<Level> levels = blocks.packing() == Packing.NONE ? chunk.levels() : packed(chunk.levels());
    if (!blocks.copied()) {
      return new Side(
          (row, further) -> code.at(chunk.left(), at.left(code, row, further), left.bytes()),
          left,
          at.axis().lhs(),
          levels);
    }
    BlockCopy copy = BlockCopy.of(p, left, blocks);
    copy.emit(code, chunk.left(), at, from, to, chunk.copy(), chunk.levels());
    Val count = Index.times(code, chunk.levels().getFirst().count(), blocks.depth().insideSteps());
    return new Side(
        (row, further) ->
            code.at(
                chunk.copy(),
                Index.times(
                    code,
                    Index.plus(code, Index.minus(code, row, from), further),
                    copy.rowStride()),
                bytes),
        Storage.plain(left.sum()),
        copy.rowStride(),
        List.of(new Level(count, copy.stepStride(), blocks.panelColumns())));
  }

  // In a panel the steps of the depth follow each other.
  private List<Level> packed(List<Level> lying) {
    List<Level> result = new ArrayList<>();
    long step = blocks.panelColumns();
    for (Level l : lying.reversed()) {
      result.addFirst(new Level(l.count(), l.left(), step));
      if (l.count().isConstant()) {
        step *= Long.parseLong(l.count().text());
      }
    }
    return result;
  }

  private Val columns(Val panel) {
    return blocks.packing() == Packing.NONE
        ? code.at(chunk.right(), Index.times(code, panel, blocks.panelColumns()), right.bytes())
        : code.at(chunk.right(), Index.times(code, panel, blocks.panelStep(p)), bytes);
  }

  private void tile(Side side, RowPlaces at, Val i, int rows, Val columns, Val column, int width) {
    boolean lying = blocks.packing() == Packing.NONE;
    List<Integer> lanes =
        lying
            ? blocks.pieces(width)
            : Collections.nCopies((int) Depth.ceil(width, blocks.lanes()), blocks.lanes());
    Storage rights = lying ? right : Storage.plain(left.sum());
    Tile tile = new Tile(left.sum(), side.left(), rights, lanes);
    Val first = chunk.ends().isEmpty() ? Val.i1(true) : chunk.ends().getFirst();
    boolean inPlace = isShort(side.levels());
    boolean even = !inPlace && at.isEven();
    List<Val> lefts = new ArrayList<>();
    List<Val> outs = new ArrayList<>();
    for (int r = 0; r < (even ? 1 : rows); r++) {
      lefts.add(side.rows().address(i, r));
      outs.add(code.at(chunk.sums(), code.add(at.out(code, i, r), column), bytes));
    }
    Level level = side.levels().getFirst();
    // The steps of most tiles are part of the code.
    boolean plain = level.left() == 1 && level.right() == blocks.panelColumns();
    long step = plain ? level.right() : 0;
    TileFunction f = new TileFunction(tile, rows, width, blocks.lanes(), step, even);
    if (inPlace) {
      f.put(code, tile.sums(code, lefts, columns, side.levels()), outs, first);
      return;
    }
    List<Val> arguments = new ArrayList<>(lefts);
    arguments.add(columns);
    arguments.addAll(outs);
    if (even) {
      arguments.add(Val.i64(side.apart()));
      arguments.add(Val.i64(at.axis().out()));
    }
    arguments.add(level.count());
    if (!plain) {
      arguments.add(Val.i64(level.left()));
      arguments.add(Val.i64(level.right()));
    }
    arguments.add(first);
    code.module().share(f.name(), f.parameters(), f::emit);
    code.run("@" + f.name(), arguments.toArray(Val[]::new));
  }

  /// Whether a tile takes so little time, or is so irregular, that it is written where it is
  /// needed.
  private static boolean isShort(List<Level> levels) {
    Val count = levels.getFirst().count();
    return levels.size() > 1 || (count.isConstant() && Long.parseLong(count.text()) < SHORT);
  }

  private void finish(RowPlaces at, Val from, Val to, Val column, int width) {
    if (finish == null) {
      return;
    }
    Finish after = finish;
    Runnable all =
        () -> code.loop(from, to, 1, i -> finishRow(after, at.out(code, i, 0), column, width));
    if (chunk.ends().isEmpty()) {
      all.run();
    } else {
      code.when(chunk.ends().getLast(), all);
    }
  }

  private void finishRow(Finish after, Val row, Val column, int width) {
    int start = 0;
    for (int piece : blocks.pieces(width)) {
      Val here = Index.plus(code, code.add(row, column), start);
      Val sums = code.load(left.sum().of(piece), code.at(chunk.sums(), here, bytes));
      after.emit(sums, code.add(chunk.at(), here));
      start += piece;
    }
  }
}
