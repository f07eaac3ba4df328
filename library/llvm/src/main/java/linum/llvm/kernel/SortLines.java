package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// The lines of arrays along an axis, each of them sorted on its own in memory of its own.
///
/// @param count how many lines there are
/// @param length how many elements a line has
/// @param step how far apart they lie
record SortLines(long count, long length, long step) {
  private static final long PARTS = 128;

  /// Does the work for one line.
  @FunctionalInterface
  interface Work {
    /// @param line its number
    /// @param one memory for the elements of a line
    /// @param other as much memory
    void emit(Code code, Kernel.Memory memory, Val line, Val one, Val other);
  }

  static SortLines of(Dims shape, int axis) {
    long step = shape.slice(axis + 1, shape.rank()).size();
    return new SortLines(shape.slice(0, axis).size() * step, shape.get(axis), step);
  }

  /// Where a line starts, in elements, in an array with so many elements a line.
  Val start(Code code, Val line, long elements) {
    Val outer = Index.times(code, Index.div(code, line, step), elements * step);
    return code.add(outer, Index.rem(code, line, step));
  }

  /// The address of an element of an array.
  Val at(Code code, Val array, Val start, Val i, DType dtype) {
    return code.at(array, code.add(start, Index.times(code, i, step)), dtype.byteSize());
  }

  Val load(Code code, Val array, Val start, Val i, DType dtype) {
    return Registers.load(code, dtype, at(code, array, start, i, dtype), 1);
  }

  /// @param moved the type of what is moved when a line is sorted
  /// @param nanos what a line takes
  Kernel kernel(
      String label,
      List<Value> reads,
      List<Value> writes,
      DType moved,
      double nanos,
      Lowering to,
      Work work) {
    long share = Depth.ceil(count, PARTS);
    long parts = Depth.ceil(count, share);
    Aval memory = Aval.of(moved, (int) parts, (int) length);
    List<Value> scratch = new ArrayList<>(List.of(to.scratch(memory), to.scratch(memory)));
    return new Kernel(
        label,
        reads,
        writes,
        scratch,
        parts,
        share * nanos,
        (code, addresses, begin, end) ->
            code.loop(
                begin,
                end,
                1,
                part -> {
                  Val offset = Index.times(code, part, length);
                  Val one = code.at(addresses.scratch().get(0), offset, moved.byteSize());
                  Val other = code.at(addresses.scratch().get(1), offset, moved.byteSize());
                  Val first = Index.times(code, part, share);
                  Val last = Index.min(code, Index.plus(code, first, share), Val.i64(count));
                  code.loop(first, last, 1, line -> work.emit(code, addresses, line, one, other));
                }));
  }
}
