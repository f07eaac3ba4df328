package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// A result that is an operand with some places changed: in the memory of the operand if that is
/// given away, otherwise in a copy.
///
/// @param array the operand
/// @param reads what else is read
/// @param extent how many parts the changes have
/// @param nanosPerPart what a part of them takes
record Overwriting(
    String label, Value array, List<Value> reads, Value result, long extent, double nanosPerPart) {
  /// Larger arrays are copied by several threads.
  private static final long LARGE = 1 << 20;

  private static final long PIECE = 1 << 16;
  private static final double BYTE_NANOS = 0.1;

  /// Makes the changes.
  @FunctionalInterface
  interface Changes {
    /// @param into the result, which holds the operand
    void emit(Code code, Val into, List<Val> reads, Val begin, Val end);
  }

  void lower(Lowering to, Changes changes) {
    if (extent == 1 && result.aval().byteSize() <= LARGE) {
      to.add(both(changes));
      return;
    }
    to.add(copy());
    List<Value> all = new ArrayList<>(reads);
    all.add(result);
    to.add(
        new Kernel(
            label,
            all,
            List.of(result),
            List.of(),
            extent,
            nanosPerPart,
            (code, memory, begin, end) ->
                changes.emit(code, memory.writes().getFirst(), memory.reads(), begin, end)));
  }

  /// The array comes last, so that the places of the others are the same with and without it.
  private Kernel both(Changes changes) {
    List<Value> all = new ArrayList<>(reads);
    all.add(array);
    return new Kernel(
        label,
        all,
        List.of(result),
        List.of(),
        1,
        nanosPerPart,
        List.of(reads.size()),
        (code, memory, begin, end) -> {
          Val into = memory.writes().getFirst();
          copyUnlessSame(
              code, memory.reads().getLast(), into, Val.i64(0), Val.i64(array.aval().byteSize()));
          changes.emit(code, into, memory.reads(), begin, end);
        });
  }

  private Kernel copy() {
    long bytes = array.aval().byteSize();
    RowParts parts = RowParts.of(1, bytes, PIECE);
    return new Kernel(
        label + " copy",
        List.of(array),
        List.of(result),
        List.of(),
        parts.extent(),
        Math.min(PIECE, bytes) * BYTE_NANOS,
        List.of(0),
        (code, memory, begin, end) -> {
          Val from = Index.times(code, begin, parts.piece());
          Val to = Index.min(code, Index.times(code, end, parts.piece()), Val.i64(bytes));
          copyUnlessSame(code, memory.reads().getFirst(), memory.writes().getFirst(), from, to);
        });
  }

  private static void copyUnlessSame(Code code, Val from, Val to, Val begin, Val end) {
    code.when(
        code.compare("icmp ne", from, to),
        () ->
            code.run(
                "@llvm.memcpy.p0.p0.i64",
                code.at(to, begin, 1),
                code.at(from, begin, 1),
                Index.minus(code, end, begin),
                Val.i1(false)));
  }
}
