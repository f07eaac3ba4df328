package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// A block of the result that stays in registers while the depth is gone along: some rows of some
/// vectors.
///
/// Per step one number of each row of the left operand is spread over a vector, and multiplied with
/// the vectors of the right operand. A tile of 6 × 16 numbers of 32 bits takes 12 of the 16
/// registers of AVX2 for the sums.
///
/// @param sum the type of the sums
/// @param left how the left operand lies in memory
/// @param right how the right one does
/// @param lanes how many columns each vector has
record Tile(IrType sum, Storage left, Storage right, List<Integer> lanes) {
  private static final int UNROLL = 4;
  private static final int STRAIGHT = 8;

  /// A loop over the depth.
  ///
  /// @param left how far the left operand moves in a step, in elements
  /// @param right how far the right one does
  record Level(Val count, long left, long right) {
    /// The whole of an axis.
    static Level along(Axis a) {
      return new Level(Val.i64(a.count()), a.lhs(), a.rhs());
    }

    Pace pace() {
      return new Pace(count, Val.i64(left), Val.i64(right));
    }
  }

  /// An innermost loop over the depth, whose steps may be known only when it runs.
  record Pace(Val count, Val left, Val right) {}

  /// The sums of a tile, row by row.
  ///
  /// @param rows where each row of the left operand starts
  /// @param columns where the right operand starts
  /// @param levels the outermost first
  List<Val> sums(Code code, List<Val> rows, Val columns, List<Level> levels) {
    return nest(code, rows, columns, levels, zeros(rows.size()));
  }

  /// The sums of a tile along one loop.
  List<Val> sums(Code code, List<Val> rows, Val columns, Pace pace) {
    return steps(code, rows, columns, pace, zeros(rows.size()));
  }

  private List<Val> zeros(int rows) {
    List<Val> zeros = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      for (int l : lanes) {
        zeros.add(
            new Val(l == 1 && sum.isFloat() ? "0.0" : l == 1 ? "0" : "zeroinitializer", sum.of(l)));
      }
    }
    return zeros;
  }

  private List<Val> nest(
      Code code, List<Val> rows, Val columns, List<Level> levels, List<Val> before) {
    Level level = levels.getFirst();
    if (levels.size() == 1) {
      return steps(code, rows, columns, level.pace(), before);
    }
    return code.loop(
        Val.i64(0),
        level.count(),
        1,
        before,
        (i, sums) -> {
          Val step = Index.times(code, i, level.left());
          List<Val> moved = rows.stream().map(r -> code.at(r, step, left.bytes())).toList();
          Val right = code.at(columns, Index.times(code, i, level.right()), this.right.bytes());
          return nest(code, moved, right, levels.subList(1, levels.size()), sums);
        });
  }

  private List<Val> steps(Code code, List<Val> rows, Val columns, Pace pace, List<Val> before) {
    if (!pace.count().isConstant()) {
      Val whole = code.and(pace.count(), Val.i64(-UNROLL));
      List<Val> most = fourfold(code, rows, columns, pace, whole, before);
      return code.loop(
          whole, pace.count(), 1, most, (i, sums) -> step(code, rows, columns, pace, i, 0, sums));
    }
    long count = Long.parseLong(pace.count().text());
    long whole = count <= STRAIGHT ? 0 : count / UNROLL * UNROLL;
    List<Val> now = fourfold(code, rows, columns, pace, Val.i64(whole), before);
    for (long i = whole; i < count; i++) {
      now = step(code, rows, columns, pace, Val.i64(i), 0, now);
    }
    return now;
  }

  private List<Val> fourfold(
      Code code, List<Val> rows, Val columns, Pace pace, Val to, List<Val> before) {
    return code.loop(
        Val.i64(0),
        to,
        UNROLL,
        before,
        (i, sums) -> {
          List<Val> now = sums;
          for (int u = 0; u < UNROLL; u++) {
            now = step(code, rows, columns, pace, i, u, now);
          }
          return now;
        });
  }

  private List<Val> step(
      Code code, List<Val> rows, Val columns, Pace pace, Val i, int ahead, List<Val> sums) {
    Val leftStep = code.mul(i, pace.left());
    Val start = code.at(columns, code.mul(i, pace.right()), right.bytes());
    List<Val> vectors = new ArrayList<>();
    int column = 0;
    for (int l : lanes) {
      Val at =
          code.at(
              start,
              Index.plus(code, code.mul(Val.i64(ahead), pace.right()), column),
              right.bytes());
      vectors.add(right.load(code, at, l));
      column += l;
    }
    List<Val> next = new ArrayList<>();
    for (Val row : rows) {
      Val at =
          code.at(
              code.at(row, leftStep, left.bytes()),
              code.mul(Val.i64(ahead), pace.left()),
              left.bytes());
      Val number = left.load(code, at, 1);
      for (Val v : vectors) {
        Val spread = code.splat(number, v.type().lanes());
        next.add(plus(code, spread, v, sums.get(next.size())));
      }
    }
    return next;
  }

  private Val plus(Code code, Val a, Val b, Val c) {
    return sum.isFloat() ? code.fma(a, b, c) : code.add(c, code.mul(a, b));
  }
}
