package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.kernel.Tile.Level;

/// Products of single rows with columns along which both operands are contiguous: dot products, and
/// a matrix times a vector. The depth goes into the lanes, and the lanes are added at the end.
///
/// @param columns how many columns are done at once
record Inner(Product p, Storage left, Storage right, int lanes, int columns) {
  private static final int FEW = 2;
  private static final int COLUMNS = 4;
  private static final int VECTORS = 8;

  static boolean fits(Product p) {
    return !p.depth().isEmpty()
        && p.depth().getLast().lhs() == 1
        && p.depth().getLast().rhs() == 1
        && Math.min(p.m(), p.n()) <= FEW;
  }

  static Inner of(Product p, Storage left, Storage right, int lanes) {
    return new Inner(p, left, right, lanes, (int) Math.min(p.n(), COLUMNS));
  }

  /// How many groups of columns a row has.
  long groups() {
    return Depth.ceil(p.n(), columns);
  }

  long steps() {
    return Product.steps(p.batch()) * p.m() * groups();
  }

  /// The sums of a row with a group of columns.
  ///
  /// @param step the number of the group, counted over all rows and batches
  void emit(Code code, Val lhs, Val rhs, Val step, ChunkLoops.Finish finish) {
    Val group = Index.rem(code, step, groups());
    Val rest = Index.div(code, step, groups());
    Val row = Index.rem(code, rest, p.m());
    Val batch = Index.div(code, rest, p.m());
    Val leftAt =
        code.add(
            Index.offset(code, batch, p.batch(), Axis::lhs),
            Index.offset(code, row, p.rows(), Axis::lhs));
    Val rightAt = Index.offset(code, batch, p.batch(), Axis::rhs);
    Val at =
        code.add(
            Index.offset(code, batch, p.batch(), Axis::out),
            Index.offset(code, row, p.rows(), Axis::out));
    Val start = code.at(lhs, leftAt, left.bytes());
    Val first = Index.times(code, group, columns);
    Val last = Val.i64(p.n() - 1);
    List<Val> starts = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      Val column = Index.min(code, Index.plus(code, first, c), last);
      Val place = Index.offset(code, column, p.columns(), Axis::rhs);
      starts.add(code.at(rhs, code.add(rightAt, place), right.bytes()));
    }
    List<Level> levels = p.depth().stream().map(Level::along).toList();
    List<Val> sums = nest(code, start, starts, levels);
    for (int c = 0; c < columns; c++) {
      Val column = Index.plus(code, first, c);
      Val sum = sums.get(c);
      Runnable emit = () -> finish.emit(sum, code.add(at, column));
      if (p.n() % columns == 0) {
        emit.run();
      } else {
        Index.whenGreater(code, Val.i64(p.n()), column, emit);
      }
    }
  }

  private List<Val> nest(Code code, Val row, List<Val> columns, List<Level> levels) {
    Level level = levels.getFirst();
    if (levels.size() == 1) {
      return along(code, row, columns, level);
    }
    return code.loop(
        Val.i64(0),
        level.count(),
        1,
        columns.stream().map(_ -> zero(1)).toList(),
        (i, sums) -> {
          Val from = code.at(row, Index.times(code, i, level.left()), left.bytes());
          Val step = Index.times(code, i, level.right());
          List<Val> moved = columns.stream().map(c -> code.at(c, step, right.bytes())).toList();
          List<Val> more = nest(code, from, moved, levels.subList(1, levels.size()));
          List<Val> next = new ArrayList<>();
          for (int c = 0; c < columns.size(); c++) {
            next.add(code.add(sums.get(c), more.get(c)));
          }
          return next;
        });
  }

  private Val zero(int width) {
    return left.sum().isFloat()
        ? Val.constant(left.sum().of(width), 0.0)
        : Val.constant(left.sum().of(width), 0L);
  }

  private List<Val> along(Code code, Val row, List<Val> columns, Level level) {
    long count = Long.parseLong(level.count().text());
    int vectors = VECTORS / columns.size();
    List<Val> zeros = new ArrayList<>();
    for (int i = 0; i < columns.size() * vectors; i++) {
      zeros.add(zero(lanes));
    }
    int most = lanes * vectors;
    long whole = count / most * most;
    List<Val> sums =
        code.loop(
            Val.i64(0),
            Val.i64(whole),
            most,
            zeros,
            (i, now) -> step(code, row, columns, i, vectors, lanes, now));
    List<Val> joined = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      Val v = sums.get(c);
      for (int k = 1; k < vectors; k++) {
        v = code.add(v, sums.get(k * columns.size() + c));
      }
      joined.add(v);
    }
    long single = count / lanes * lanes;
    List<Val> more =
        code.loop(
            Val.i64(whole),
            Val.i64(single),
            lanes,
            joined,
            (i, now) -> step(code, row, columns, i, 1, lanes, now));
    return code.loop(
        Val.i64(single),
        level.count(),
        1,
        more.stream().map(v -> code.across(v, code::add)).toList(),
        (i, now) -> step(code, row, columns, i, 1, 1, now));
  }

  private List<Val> step(
      Code code, Val row, List<Val> columns, Val i, int vectors, int width, List<Val> sums) {
    List<Val> next = new ArrayList<>();
    for (int k = 0; k < vectors; k++) {
      Val at = Index.plus(code, i, (long) k * width);
      Val x = left.load(code, code.at(row, at, left.bytes()), width);
      for (Val column : columns) {
        Val y = right.load(code, code.at(column, at, right.bytes()), width);
        Val sum = sums.get(next.size());
        next.add(left.sum().isFloat() ? code.fma(x, y, sum) : code.add(sum, code.mul(x, y)));
      }
    }
    return next;
  }
}
