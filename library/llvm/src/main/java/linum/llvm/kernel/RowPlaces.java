package linum.llvm.kernel;

import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Where the rows of a block start in the left operand and in the result.
///
/// Over one axis that is a multiplication. Over several it is computed once a block and kept in a
/// table, because all panels need it.
///
/// @param table places in the left operand and in the result by turns; empty for a single axis
/// @param from the first row of the block
record RowPlaces(Axis axis, List<Val> table, Val from) {
  private static final int ENTRY = 16;

  static RowPlaces of(Code code, List<Axis> rows, Val from, Blocks blocks, long m) {
    if (rows.size() <= 1) {
      Axis axis = rows.isEmpty() ? new Axis(1, 0, 0, 0) : rows.getFirst();
      return new RowPlaces(axis, List.of(), from);
    }
    long most = Math.min(m, blocks.mostRows());
    Val table = code.alloca(most * ENTRY);
    Val to = Index.min(code, Index.plus(code, from, most), Val.i64(m));
    code.loop(
        from,
        to,
        1,
        i -> {
          Val entry = code.at(table, Index.minus(code, i, from), ENTRY);
          code.store(Index.offset(code, i, rows, Axis::lhs), entry);
          code.store(Index.offset(code, i, rows, Axis::out), code.at(entry, Val.i64(1), ENTRY / 2));
        });
    return new RowPlaces(rows.getFirst(), List.of(table), from);
  }

  /// Whether all rows are equally far apart.
  boolean isEven() {
    return table.isEmpty();
  }

  Val left(Code code, Val row, int further) {
    return table.isEmpty()
        ? Index.times(code, Index.plus(code, row, further), axis.lhs())
        : entry(code, row, further, 0);
  }

  Val out(Code code, Val row, int further) {
    return table.isEmpty()
        ? Index.times(code, Index.plus(code, row, further), axis.out())
        : entry(code, row, further, 1);
  }

  private Val entry(Code code, Val row, int further, int which) {
    Val at = Index.plus(code, Index.minus(code, row, from), further);
    Val entry = code.at(table.getFirst(), at, ENTRY);
    return code.load(IrType.I64, code.at(entry, Val.i64(which), ENTRY / 2));
  }
}
