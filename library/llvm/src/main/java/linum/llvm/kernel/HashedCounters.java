package linum.llvm.kernel;

import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Value;

/// For each key, each number `0 … n - 1` hashed by itself and made into one element.
///
/// @param second the second counter is this much above the first, which then counts; 0 if it counts
///   alone, the first one being the upper half of a counter of 64 bits
record HashedCounters(
    String label, Value keys, Value result, long n, long second, Element element) {
  private static final int PIECE = 4096;

  /// Puts two words together to an element.
  @FunctionalInterface
  interface Element {
    Val of(Code code, Val first, Val second);
  }

  Kernel kernel(int vectorBytes) {
    RowParts parts = RowParts.of(keys.aval().size(), n, PIECE);
    int lanes = Threefry.lanes(vectorBytes);
    int bytes = result.aval().dtype().byteSize();
    return new Kernel(
        label,
        List.of(keys),
        List.of(result),
        List.of(),
        parts.extent(),
        Math.min(n, PIECE) * Threefry.NANOS,
        (code, memory, begin, end) ->
            parts.each(
                code,
                begin,
                end,
                (row, from, to) -> {
                  Val key = code.load(IrType.I64, code.at(memory.reads().getFirst(), row, 8), 4);
                  Val out = code.at(memory.writes().getFirst(), Index.times(code, row, n), bytes);
                  RowParts.vectors(
                      code,
                      from,
                      to,
                      lanes,
                      (i, width) ->
                          code.store(hashed(code, key, i, width), code.at(out, i, bytes)));
                }));
  }

  private Val hashed(Code code, Val key, Val i, int lanes) {
    Val counter = Counters.from(code, i, lanes);
    Threefry threefry = Threefry.of(code, key, lanes);
    Threefry.Words words =
        second == 0
            ? threefry.hash(code.splat(Threefry.high(code, i), lanes), counter)
            : threefry.hash(counter, Counters.from(code, Index.plus(code, i, second), lanes));
    return element.of(code, words.first(), words.second());
  }
}
