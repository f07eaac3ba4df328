package linum.llvm.kernel;

import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// Running combinations along lines that lie side by side. Row after row is combined with what was
/// above it, which is kept in memory of its own, so that memory is read as it lies.
///
/// @param length of the lines
/// @param step how far apart the elements of a line lie
record RunningColumns(
    Code code, Running running, long length, long step, boolean reverse, int lanes) {
  /// How many lines are done at a time.
  static final long COLUMNS = 512;

  /// Some columns.
  ///
  /// @param from where the first line starts
  /// @param to where the results go
  void run(Val from, Val to, Val first, Val end) {
    Val above = code.alloca(COLUMNS * size());
    Val count = Index.minus(code, end, first);
    RowParts.vectors(
        code,
        Val.i64(0),
        count,
        lanes,
        (i, width) -> put(running.neutral(width), code.at(above, i, size())));
    code.loop(
        Val.i64(0),
        Val.i64(length),
        1,
        k -> {
          Val row = reverse ? code.sub(Val.i64(length - 1), k) : k;
          Val place = code.add(Index.times(code, row, step), first);
          row(code.at(from, place, bytes()), code.at(to, place, bytes()), above, count);
        });
  }

  private int bytes() {
    return running.dtype().byteSize();
  }

  private int size() {
    return running.type().byteSize();
  }

  private void row(Val from, Val to, Val above, Val count) {
    RowParts.vectors(
        code,
        Val.i64(0),
        count,
        lanes,
        (i, width) -> {
          Val kept = code.at(above, i, size());
          Val before = Registers.load(code, running.type(), kept, width);
          Val x = running.load(code, code.at(from, i, bytes()), width);
          Val now = running.combine(code, before, x);
          put(now, kept);
          running.store(code, now, code.at(to, i, bytes()));
        });
  }

  private void put(Val v, Val to) {
    Registers.store(code, running.type(), v, to);
  }
}
