package linum.llvm.kernel;

import java.util.List;
import linum.ir.Aval;
import linum.ir.DType;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// A gather whose result has neighbours from different blocks, as when columns of a matrix are
/// taken: the corners of all blocks are found first, then the result is written as it lies, all
/// blocks at one place inside them after the other.
///
/// @param fill what is read outside, as [Registers#constant] takes it
record GatheredLines(
    String label, IndexedBlocks blocks, Value x, Value indices, Value result, Number fill) {
  private static final long PIECE = 4096;
  private static final double NANOS = 1;
  private static final double CORNER_NANOS = 3;
  private static final int OUTSIDE = -1;

  /// Whether a gather is of this kind.
  static boolean fits(IndexedBlocks blocks) {
    return !blocks.window().isEmpty()
        && !IndexedLoops.isContiguous(blocks.window().getLast())
        && blocks.batch().size() == 1
        && blocks.batch().getFirst().out() == 1;
  }

  void lower(Lowering to) {
    Value corners = to.scratch(Aval.of(DType.INT64, (int) blocks.vectors()));
    to.add(corners(corners));
    to.add(lines(corners));
  }

  private Kernel corners(Value corners) {
    RowParts parts = RowParts.of(1, blocks.vectors(), PIECE);
    return new Kernel(
        label + " corners",
        List.of(indices),
        List.of(corners),
        List.of(),
        parts.extent(),
        parts.piece() * CORNER_NANOS,
        (code, memory, begin, end) ->
            parts.each(
                code,
                begin,
                end,
                (_, from, to) ->
                    code.loop(
                        from,
                        to,
                        1,
                        v -> {
                          Corners.Corner corner =
                              blocks.corners().of(code, memory.reads().getFirst(), v);
                          Val place =
                              code.select(corner.inside(), corner.place(), Val.i64(OUTSIDE));
                          code.store(place, code.at(memory.writes().getFirst(), v, 8));
                        })));
  }

  private Kernel lines(Value corners) {
    RowParts parts = RowParts.of(blocks.size(), blocks.vectors(), PIECE);
    int bytes = result.aval().dtype().byteSize();
    return new Kernel(
        label,
        List.of(x, corners),
        List.of(result),
        List.of(),
        parts.extent(),
        parts.piece() * NANOS,
        (code, memory, begin, end) ->
            parts.each(
                code,
                begin,
                end,
                (place, from, to) -> {
                  Val inArray = Index.offset(code, place, blocks.window(), Axis::lhs);
                  Val inPacked = Index.offset(code, place, blocks.window(), Axis::out);
                  Val first = code.at(memory.reads().get(0), inArray, bytes);
                  Val out = code.at(memory.writes().getFirst(), inPacked, bytes);
                  code.loop(from, to, 1, v -> one(code, first, memory.reads().get(1), v, out));
                }));
  }

  private void one(Code code, Val first, Val corners, Val v, Val out) {
    DType dtype = result.aval().dtype();
    int bytes = dtype.byteSize();
    Val corner = code.load(IrType.I64, code.at(corners, v, 8));
    Val to = code.at(out, v, bytes);
    if (!blocks.corners().drop()) {
      new ElementCopy(code, bytes).one(code.at(first, corner, bytes), to);
      return;
    }
    Val inside = code.compare("icmp sge", corner, Val.i64(0));
    Val safe = code.select(inside, corner, Val.i64(0));
    Val element = Registers.load(code, dtype, code.at(first, safe, bytes), 1);
    Val filled = Registers.constant(dtype, fill, 1);
    Registers.store(code, dtype, code.select(inside, element, filled), to);
  }
}
