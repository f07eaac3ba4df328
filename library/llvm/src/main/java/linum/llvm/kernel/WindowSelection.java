package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.ir.DType;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Finds the first largest or smallest element of windows. The chosen one stays while it is `≥` (or
/// `≤`) the next, which NaN never is.
///
/// @param max whether the largest is looked for
record WindowSelection(WindowLoops loops, DType dtype, boolean max) {

  /// The number of the chosen tap in each lane, -1 if the window meets no element.
  ///
  /// @param from the image that is looked at, from the channel on
  Val tap(Code code, List<WindowLoops.Place> places, Val from, int lanes) {
    Val none = Val.constant(IrType.I64.of(lanes), -1);
    Val start = Registers.constant(dtype, 0L, lanes);
    return loops
        .taps(
            code,
            places,
            List.of(none, start),
            (at, tap, now) -> {
              Val next = Registers.load(code, dtype, code.at(from, at, dtype.byteSize()), lanes);
              Val stays =
                  code.and(
                      code.compare(predicate(), now.get(1), next),
                      code.compare("icmp ne", now.get(0), none));
              List<Val> chosen = new ArrayList<>();
              chosen.add(code.select(stays, now.get(0), code.splat(tap, lanes)));
              chosen.add(code.select(stays, now.get(1), next));
              return chosen;
            })
        .getFirst();
  }

  private String predicate() {
    if (dtype.isFloating()) {
      return max ? "fcmp oge" : "fcmp ole";
    }
    String kind = dtype.isSigned() ? "s" : "u";
    return "icmp " + kind + (max ? "ge" : "le");
  }
}
