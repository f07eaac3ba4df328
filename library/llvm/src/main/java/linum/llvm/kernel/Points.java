package linum.llvm.kernel;

import java.util.List;
import java.util.stream.IntStream;
import linum.ir.Aval;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Value;

/// A kernel that computes each element from those at the same place. Operands with a single element
/// have it everywhere.
///
/// @param lanes how many elements are computed side by side
/// @param nanos what an element takes
record Points(
    String label,
    List<Value> reads,
    List<Value> writes,
    int lanes,
    double nanos,
    Function function) {
  private static final int PIECE = 4096;

  /// What is computed.
  @FunctionalInterface
  interface Function {
    List<Val> of(Code code, List<Val> operands);
  }

  Kernel kernel() {
    long size = writes.getFirst().aval().size();
    RowParts parts = RowParts.of(1, size, PIECE);
    return new Kernel(
        label,
        reads,
        writes,
        List.of(),
        parts.extent(),
        Math.min(size, PIECE) * nanos,
        (code, memory, begin, end) ->
            parts.each(
                code,
                begin,
                end,
                (_, from, to) ->
                    RowParts.vectors(
                        code, from, to, lanes, (i, width) -> at(code, memory, i, width))));
  }

  private void at(Code code, Kernel.Memory memory, Val i, int width) {
    long size = writes.getFirst().aval().size();
    List<Val> operands =
        IntStream.range(0, reads.size())
            .mapToObj(k -> {
              Aval a = reads.get(k).aval();
              Val from = memory.reads().get(k);
              return a.size() == 1 && size > 1
                  ? code.splat(Registers.load(code, a.dtype(), from, 1), width)
                  : Registers.load(code, a.dtype(), code.at(from, i, a.dtype().byteSize()), width);
            })
            .toList();
    List<Val> results = function.of(code, operands);
    for (int k = 0; k < results.size(); k++) {
      Aval a = writes.get(k).aval();
      Registers.store(
          code,
          a.dtype(),
          results.get(k),
          code.at(memory.writes().get(k), i, a.dtype().byteSize()));
    }
  }
}
