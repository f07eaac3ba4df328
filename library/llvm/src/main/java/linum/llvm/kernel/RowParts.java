package linum.llvm.kernel;

import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// Rows of equal length, each cut into pieces: the parts of a kernel. How they are cut depends on
/// nothing but the lengths.
///
/// @param piece how long a piece is; the last one of a row may be shorter
record RowParts(long rows, long length, long piece) {

  /// What is done with one piece.
  @FunctionalInterface
  interface Work {
    /// @param from the first place in the row
    /// @param to the place after the last
    void emit(Val row, Val from, Val to);
  }

  /// What is done with elements side by side.
  @FunctionalInterface
  interface Lanes {
    /// @param i the place of the first
    void emit(Val i, int lanes);
  }

  /// Pieces that are worth a call each, but not shorter than this.
  static RowParts of(long rows, long length, long piece) {
    return new RowParts(rows, length, Math.max(1, Math.min(piece, length)));
  }

  /// An empty row is one piece too.
  long perRow() {
    return Math.max(1, Depth.ceil(length, piece));
  }

  long extent() {
    return rows * perRow();
  }

  void each(Code code, Val begin, Val end, Work work) {
    code.loop(
        begin,
        end,
        1,
        part -> {
          Val row = Index.div(code, part, perRow());
          Val from =
              perRow() == 1
                  ? Val.i64(0)
                  : Index.times(code, Index.rem(code, part, perRow()), piece);
          Val to =
              perRow() == 1
                  ? Val.i64(length)
                  : Index.min(code, Index.plus(code, from, piece), Val.i64(length));
          work.emit(row, from, to);
        });
  }

  /// Elements in vectors, and one by one what is left.
  static void vectors(Code code, Val from, Val to, int lanes, Lanes work) {
    if (lanes == 1) {
      code.loop(from, to, 1, i -> work.emit(i, 1));
      return;
    }
    Val length = Index.minus(code, to, from);
    Val whole =
        length.isConstant()
            ? Val.i64(Long.parseLong(length.text()) / lanes * lanes)
            : code.and(length, Val.i64(-lanes));
    Val middle = code.add(from, whole);
    code.loop(from, middle, lanes, i -> work.emit(i, lanes));
    code.loop(middle, to, 1, i -> work.emit(i, 1));
  }
}
