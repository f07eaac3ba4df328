package linum.llvm.kernel;

import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Value;

/// For each key, the numbers `0 … words - 1` hashed together, as JAX did it before every element
/// hashed its own position: the first half of them against the second half, which gets a zero at
/// the end if the count is odd. The result holds the words one after the other, and of the last one
/// what there is room for.
///
/// @param bytes how many bytes of the result a key fills
record HashedSequence(String label, Value keys, Value result, long bytes) {
  private static final int PIECE = 4096;
  private static final int WORD = 4;

  private long words() {
    return Depth.ceil(bytes, WORD);
  }

  private long half() {
    return Depth.ceil(words(), 2);
  }

  /// How many pairs of whole words there are.
  private long wholePairs() {
    return Math.max(0, bytes / WORD - half());
  }

  Kernel kernel(int vectorBytes) {
    RowParts parts = RowParts.of(keys.aval().size(), wholePairs(), PIECE);
    int lanes = Threefry.lanes(vectorBytes);
    return new Kernel(
        label,
        List.of(keys),
        List.of(result),
        List.of(),
        parts.extent(),
        Math.min(half(), PIECE) * Threefry.NANOS,
        (code, memory, begin, end) ->
            parts.each(
                code,
                begin,
                end,
                (row, from, to) -> {
                  Val key = code.load(IrType.I64, code.at(memory.reads().getFirst(), row, 8), 4);
                  Val out = code.at(memory.writes().getFirst(), Index.times(code, row, bytes), 1);
                  RowParts.vectors(
                      code, from, to, lanes, (i, width) -> pairs(code, key, i, width, out));
                  code.when(
                      code.compare("icmp eq", to, Val.i64(wholePairs())),
                      () -> rest(code, key, out));
                }));
  }

  private void pairs(Code code, Val key, Val i, int lanes, Val out) {
    Val partner = Index.plus(code, i, half());
    Threefry.Words hashed =
        Threefry.of(code, key, lanes)
            .hash(Counters.from(code, i, lanes), Counters.from(code, partner, lanes));
    code.store(hashed.first(), code.at(out, i, WORD), 1);
    code.store(hashed.second(), code.at(out, partner, WORD), 1);
  }

  /// The last pairs, one by one.
  private void rest(Code code, Val key, Val out) {
    for (long i = wholePairs(); i < half(); i++) {
      long partner = half() + i < words() ? half() + i : 0;
      Threefry.Words hashed =
          Threefry.of(code, key, 1).hash(Val.i32((int) i), Val.i32((int) partner));
      put(code, hashed.first(), i, out);
      put(code, hashed.second(), half() + i, out);
    }
  }

  private void put(Code code, Val word, long place, Val out) {
    long room = bytes - place * WORD;
    if (room >= WORD) {
      code.store(word, code.at(out, Val.i64(place), WORD), 1);
      return;
    }
    for (int b = 0; b < room; b++) {
      Val part = code.cast("trunc", code.lshr(word, Val.i32(8 * b)), IrType.I8);
      code.store(part, code.at(out, Val.i64(place * WORD + b), 1));
    }
  }
}
