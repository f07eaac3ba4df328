package linum.llvm.kernel;

import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.kernel.Tile.Level;

/// A block of the left operand, copied so that its rows lie close to each other, in the type of the
/// sums.
///
/// In large matrices the rows of a tile often start at addresses that compete for the same places
/// of the cache; in the copy they do not. The copy keeps the order of its source, rows or columns
/// first, so that both sides are gone along as they lie.
///
/// @param source how the operand lies in memory
/// @param byColumns whether the rows lie side by side
/// @param steps how many steps of the depth a block has at most
/// @param rows how many rows it has at most
record BlockCopy(Storage source, boolean byColumns, long steps, long rows, int lanes) {
  private static final int APART = 16;

  static BlockCopy of(Product p, Storage source, Blocks blocks) {
    boolean byColumns = p.rows().size() == 1 && p.rows().getFirst().lhs() == 1;
    return new BlockCopy(
        source,
        byColumns,
        blocks.depth().steps(),
        Math.min(p.m(), blocks.mostRows()),
        blocks.lanes());
  }

  private IrType type() {
    return source.sum();
  }

  private int bytes() {
    return type().byteSize();
  }

  private long line() {
    return Depth.ceil(byColumns ? rows : steps, APART) * APART + APART;
  }

  /// How many numbers the memory for a copy holds.
  long size() {
    return line() * (byColumns ? steps : rows);
  }

  /// How far the next row is.
  long rowStride() {
    return byColumns ? 1 : line();
  }

  /// How far the next step of the depth is.
  long stepStride() {
    return byColumns ? line() : 1;
  }

  /// @param from the start of the operand's share in a chunk of the depth
  /// @param at where the rows start in it
  /// @param first the first row
  /// @param end the row after the last
  /// @param levels the depth, the outermost first
  void emit(Code code, Val from, RowPlaces at, Val first, Val end, Val to, List<Level> levels) {
    if (byColumns) {
      Val start = code.at(from, at.left(code, first, 0), source.bytes());
      Val count = Index.minus(code, end, first);
      nest(
          code,
          start,
          to,
          levels,
          line(),
          (in, out, level) ->
              code.loop(
                  Val.i64(0),
                  level.count(),
                  1,
                  i ->
                      contiguous(
                          code,
                          code.at(in, Index.times(code, i, level.left()), source.bytes()),
                          level.left(),
                          code.at(out, Index.times(code, i, line()), bytes()),
                          count)));
      return;
    }
    long next = at.isEven() ? at.axis().lhs() : 0;
    code.loop(
        first,
        end,
        1,
        row -> {
          Val in = code.at(from, at.left(code, row, 0), source.bytes());
          Val out = code.at(to, Index.times(code, Index.minus(code, row, first), line()), bytes());
          nest(code, in, out, levels, 1, (i, o, level) -> along(code, i, next, o, level));
        });
  }

  @FunctionalInterface
  private interface Innermost {
    void emit(Val from, Val to, Level level);
  }

  private void nest(
      Code code, Val from, Val to, List<Level> levels, long step, Innermost innermost) {
    Level level = levels.getFirst();
    if (levels.size() == 1) {
      innermost.emit(from, to, level);
      return;
    }
    List<Level> inside = levels.subList(1, levels.size());
    long steps =
        inside.stream().mapToLong(l -> Long.parseLong(l.count().text())).reduce(1, (a, b) -> a * b);
    code.loop(
        Val.i64(0),
        level.count(),
        1,
        i ->
            nest(
                code,
                code.at(from, Index.times(code, i, level.left()), source.bytes()),
                code.at(to, Index.times(code, i, steps * step), bytes()),
                inside,
                step,
                innermost));
  }

  private void along(Code code, Val from, long next, Val to, Level level) {
    if (level.left() == 1) {
      contiguous(code, from, next, to, level.count());
      return;
    }
    code.loop(
        Val.i64(0),
        level.count(),
        1,
        i -> {
          Val in = code.at(from, Index.times(code, i, level.left()), source.bytes());
          code.store(source.load(code, in, 1), code.at(to, i, bytes()));
        });
  }

  /// @param next how far what is copied afterwards is, or 0 if that is not known
  private void contiguous(Code code, Val from, long next, Val to, Val count) {
    Val whole =
        count.isConstant()
            ? Val.i64(Long.parseLong(count.text()) / lanes * lanes)
            : code.and(count, Val.i64(-lanes));
    code.loop(
        Val.i64(0),
        whole,
        lanes,
        i -> {
          if (next != 0) {
            code.prefetch(code.at(from, Index.plus(code, i, next), source.bytes()), false);
          }
          copy(code, from, to, i, lanes);
        });
    code.loop(whole, count, 1, i -> copy(code, from, to, i, 1));
  }

  private void copy(Code code, Val from, Val to, Val i, int width) {
    Val v = source.load(code, code.at(from, i, source.bytes()), width);
    code.store(v, code.at(to, i, bytes()));
  }
}
