package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// Running combinations along lines that lie side by side, several of them in the lanes of a vector.
///
/// @param length of the lines
/// @param step how far apart the elements of a line lie
record RunningColumns(
    Code code, Running running, long length, long step, boolean reverse, int lanes) {
  static final int AT_ONCE = 4;

  /// Some columns.
  ///
  /// @param from where the first line starts
  /// @param to where the results go
  void run(Val from, Val to, Val first, Val end) {
    long block = (long) lanes * AT_ONCE;
    Val whole = code.add(first, code.and(Index.minus(code, end, first), Val.i64(-block)));
    code.loop(first, whole, block, column -> down(from, to, column, lanes, AT_ONCE));
    RowParts.vectors(
        code, whole, end, lanes, (column, width) -> down(from, to, column, width, 1));
  }

  private void down(Val from, Val to, Val column, int width, int vectors) {
    int bytes = running.dtype().byteSize();
    List<Val> start = new ArrayList<>();
    for (int u = 0; u < vectors; u++) {
      start.add(running.neutral(width));
    }
    code.loop(
        Val.i64(0),
        Val.i64(length),
        1,
        start,
        (k, now) -> {
          Val row = reverse ? code.sub(Val.i64(length - 1), k) : k;
          Val place = code.add(Index.times(code, row, step), column);
          List<Val> next = new ArrayList<>();
          for (int u = 0; u < vectors; u++) {
            Val here = Index.plus(code, place, (long) u * width);
            Val x = running.load(code, code.at(from, here, bytes), width);
            Val sum = running.combine(code, now.get(u), x);
            running.store(code, sum, code.at(to, here, bytes));
            next.add(sum);
          }
          return next;
        });
  }
}
