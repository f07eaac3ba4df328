package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// Loops over the elements of a block, in an array and in a packed array at the same time.
record IndexedLoops(Code code, List<Axis> axes) {

  /// What is done with some elements along the innermost axis.
  @FunctionalInterface
  interface Run {
    /// @param inArray the first element, counted from the corner of the block
    /// @param inPacked the first element, counted from the start of the block
    void emit(Val inArray, Val inPacked, Val count, Axis axis);
  }

  /// A part of the block.
  ///
  /// @param cut which axis is cut
  /// @param from where the part starts on that axis
  /// @param to where it ends
  void part(int cut, Val from, Val to, Run run) {
    List<Axis> all = new ArrayList<>(axes);
    if (all.isEmpty()) {
      run.emit(Val.i64(0), Val.i64(0), Val.i64(1), new Axis(1, 1, 0, 1));
      return;
    }
    at(0, cut, from, to, Val.i64(0), Val.i64(0), run);
  }

  private void at(int level, int cut, Val from, Val to, Val inArray, Val inPacked, Run run) {
    Axis a = axes.get(level);
    Val first = level == cut ? from : Val.i64(0);
    Val last = level == cut ? to : Val.i64(a.count());
    if (level == axes.size() - 1) {
      run.emit(
          code.add(inArray, Index.times(code, first, a.lhs())),
          code.add(inPacked, Index.times(code, first, a.out())),
          Index.minus(code, last, first),
          a);
      return;
    }
    code.loop(
        first,
        last,
        1,
        i ->
            at(
                level + 1,
                cut,
                from,
                to,
                code.add(inArray, Index.times(code, i, a.lhs())),
                code.add(inPacked, Index.times(code, i, a.out())),
                run));
  }

  /// Whether elements along an axis lie side by side in both arrays.
  static boolean isContiguous(Axis a) {
    return a.lhs() == 1 && a.out() == 1;
  }
}
