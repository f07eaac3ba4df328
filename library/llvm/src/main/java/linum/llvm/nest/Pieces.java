package linum.llvm.nest;

import java.util.List;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;

/// Rows that are summed up in pieces: where a piece begins and ends, and how the pieces' results
/// are brought together by a second kernel.
final class Pieces {
  /// Pieces begin at multiples of this many elements.
  private static final long GRAIN = 64;

  private Pieces() {}

  /// From where to where a piece goes.
  static List<Val> bounds(Code code, Split split, Val piece) {
    long n = split.loop().extent();
    long even = Math.ceilDiv(n, split.pieces());
    long length = n >= GRAIN * split.pieces() ? Math.ceilDiv(even, GRAIN) * GRAIN : even;
    Val from = code.intrinsic("smin", code.mul(piece, Val.i64(length)), Val.i64(n));
    Val to = code.intrinsic("smin", code.add(from, Val.i64(length)), Val.i64(n));
    return List.of(from, to);
  }

  /// Keeps the result of a piece, or of pieces side by side in lanes, where the kernel writes what
  /// becomes the reduction's result.
  static void store(Emission e, Kernel.Memory memory, Anchor a, Val place, Val result) {
    Accumulation kind = Accumulation.of(a);
    Val pieces = memory.writes().get(e.nest().stored().indexOf(a));
    Val to = e.code().at(pieces, place, kind.partial().byteSize());
    Registers.store(e.code(), kind.partial(), result, to);
  }

  /// Brings the pieces of rows together.
  ///
  /// @param sums the reductions; their pieces are what is read, in this order
  /// @param pieces how many there are of a row
  /// @param rowStep how far apart the rows' first pieces are, in elements
  /// @param pieceStep how far apart the pieces of a row are
  static Kernel.Body combine(List<Anchor> sums, long pieces, long rowStep, long pieceStep) {
    return (code, memory, begin, end) ->
        code.loop(
            begin,
            end,
            1,
            row -> {
              for (int k = 0; k < sums.size(); k++) {
                Anchor a = sums.get(k);
                Accumulation kind = Accumulation.of(a);
                Val from = memory.reads().get(k);
                Val first = code.mul(row, Val.i64(rowStep));
                Val total =
                    code.loop(
                            Val.i64(0),
                            Val.i64(pieces),
                            1,
                            List.of(kind.identity(1)),
                            (piece, sum) -> {
                              Val at = code.add(first, code.mul(piece, Val.i64(pieceStep)));
                              Val part =
                                  Registers.load(
                                      code,
                                      kind.partial(),
                                      code.at(from, at, kind.partial().byteSize()),
                                      1);
                              return List.of(kind.combine(code, sum.getFirst(), part));
                            })
                        .getFirst();
                Registers.store(
                    code,
                    kind.dtype(),
                    kind.rounded(code, total),
                    code.at(memory.writes().get(k), row, kind.dtype().byteSize()));
              }
            });
  }
}
