package linum.llvm.kernel;

import java.util.List;
import linum.ir.DType;
import linum.ir.Eqn;
import linum.ir.Indexing;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// Blocks read at index vectors. What lies side by side in a block is copied as a whole.
final class Gathers {
  private static final long PIECE_BYTES = 1 << 16;
  private static final double VECTOR_NANOS = 3;
  private static final double BYTE_NANOS = 0.1;
  private static final double ELEMENT_NANOS = 1;

  private final Indexing.Gather p;
  private final Value x;
  private final Value indices;
  private final Value result;
  private final IndexedBlocks blocks;
  private final GatheredRows rows;
  private final int bytes;
  private final int lanes;

  private Gathers(Indexing.Gather p, Eqn e, Lowering to) {
    this.p = p;
    this.x = to.read(e.inputs().get(0));
    this.indices = to.read(e.inputs().get(1));
    this.result = to.result(e.outputs().getFirst());
    this.blocks = IndexedBlocks.of(p, x.aval(), indices.aval(), result.aval());
    this.bytes = result.aval().dtype().byteSize();
    this.lanes = to.vectorBytes() / Math.max(4, bytes);
    this.rows = GatheredRows.of(blocks, bytes, x.aval().byteSize(), to.vectorBytes());
  }

  static void lower(Indexing.Gather p, Eqn e, Lowering to) {
    if (e.outputs().getFirst().aval().size() == 0) {
      to.result(e.outputs().getFirst());
      return;
    }
    Gathers all = new Gathers(p, e, to);
    if (GatheredLines.fits(all.blocks)) {
      Number fill = all.fillValue(all.result.aval().dtype());
      new GatheredLines(p.label(), all.blocks, all.x, all.indices, all.result, fill).lower(to);
    } else {
      to.add(all.kernel());
    }
  }

  private Kernel kernel() {
    long outermost = blocks.window().isEmpty() ? 1 : blocks.window().getFirst().count();
    long inside = blocks.size() / outermost;
    RowParts parts =
        RowParts.of(blocks.vectors(), outermost, Math.max(1, PIECE_BYTES / (inside * bytes)));
    boolean contiguous =
        !blocks.window().isEmpty() && IndexedLoops.isContiguous(blocks.window().getLast());
    double element = contiguous ? BYTE_NANOS * bytes : ELEMENT_NANOS;
    return new Kernel(
        p.label(),
        List.of(x, indices),
        List.of(result),
        List.of(),
        parts.extent(),
        VECTOR_NANOS + parts.piece() * inside * element,
        (code, memory, begin, end) -> emit(code, memory, parts, begin, end));
  }

  private void emit(Code code, Kernel.Memory memory, RowParts parts, Val begin, Val end) {
    if (parts.perRow() > 1) {
      parts.each(code, begin, end, (v, from, to) -> part(code, memory, v, from, to, false));
    } else if (!rows.areStreamed()) {
      ahead(code, memory, parts, begin, end, false);
    } else {
      code.branch(
          code.isAligned(memory.writes().getFirst(), code.module().vectorBytes()),
          () -> {
            ahead(code, memory, parts, begin, end, true);
            code.fence();
            return List.of();
          },
          () -> {
            ahead(code, memory, parts, begin, end, false);
            return List.of();
          });
    }
  }

  private void ahead(
      Code code, Kernel.Memory memory, RowParts parts, Val begin, Val end, boolean streamed) {
    parts.each(
        code,
        begin,
        end,
        (vector, from, to) -> {
          rows.fetchAhead(code, memory.reads().get(0), memory.reads().get(1), vector);
          part(code, memory, vector, from, to, streamed);
        });
  }

  /// @param streamed whether the block, which is a row, is stored around the caches
  private void part(
      Code code, Kernel.Memory memory, Val vector, Val from, Val to, boolean streamed) {
    Corners.Corner corner = blocks.corners().of(code, memory.reads().get(1), vector);
    Val out = code.at(memory.writes().getFirst(), blocks.packedPlace(code, vector), bytes);
    IndexedLoops loops = new IndexedLoops(code, blocks.window());
    Runnable copy =
        () -> {
          Val first = code.at(memory.reads().getFirst(), corner.place(), bytes);
          if (streamed) {
            rows.stream(code, first, out);
            return;
          }
          ElementCopy elements = new ElementCopy(code, bytes);
          loops.part(
              0,
              from,
              to,
              (inArray, inPacked, count, axis) ->
                  elements.strided(
                      code.at(first, inArray, bytes),
                      axis.lhs(),
                      code.at(out, inPacked, bytes),
                      axis.out(),
                      count));
        };
    if (corner.inside().isConstant()) {
      copy.run();
      return;
    }
    code.branch(
        corner.inside(),
        () -> {
          copy.run();
          return List.of();
        },
        () -> {
          loops.part(
              0,
              from,
              to,
              (_, inPacked, count, axis) ->
                  fill(code, code.at(out, inPacked, bytes), axis.out(), count));
          return List.of();
        });
  }

  private void fill(Code code, Val to, long stride, Val count) {
    DType dtype = result.aval().dtype();
    RowParts.vectors(
        code,
        Val.i64(0),
        count,
        stride == 1 ? lanes : 1,
        (i, width) ->
            Registers.store(
                code,
                dtype,
                Registers.constant(dtype, fillValue(dtype), width),
                code.at(to, Index.times(code, i, stride), bytes)));
  }

  private Number fillValue(DType dtype) {
    if (p.fillValue() != null) {
      return p.fillValue();
    }
    return switch (dtype.kind()) {
      case FLOATING, COMPLEX -> Double.NaN;
      case SIGNED -> -1L << (dtype.bits() - 1);
      case UNSIGNED -> -1L >>> (64 - dtype.bits());
      case BOOL -> 1L;
      case KEY, FLOAT0, TOKEN -> 0L;
    };
  }
}
