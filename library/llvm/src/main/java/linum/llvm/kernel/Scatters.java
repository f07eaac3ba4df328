package linum.llvm.kernel;

import java.util.List;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Eqn;
import linum.ir.Indexing;
import linum.llvm.element.Elements;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;
import org.jspecify.annotations.Nullable;

/// Blocks joined into an array at index vectors, one after the other in the order of the vectors.
///
/// Threads share the work so that none meets another: each does some columns of all blocks, along
/// an axis that no index addresses, or the vectors of some batches, which address different parts
/// of the array.
final class Scatters {
  private static final long FEWEST_COLUMN_BYTES = 256;
  private static final long MOST_PIECES = 64;
  private static final long UNIQUE_PIECE = 1024;
  private static final double VECTOR_NANOS = 3;
  private static final double ELEMENT_NANOS = 0.2;

  private final Indexing.Scatter p;
  private final IndexedBlocks blocks;
  private final DType dtype;
  private final int bytes;
  private final int lanes;
  private final int cut;

  private Scatters(Indexing.Scatter p, IndexedBlocks blocks, DType dtype, int vectorBytes) {
    this.p = p;
    this.blocks = blocks;
    this.dtype = dtype;
    this.bytes = dtype.byteSize();
    this.lanes = vectorBytes / Math.max(4, bytes);
    this.cut = cut();
  }

  static void lower(Indexing.Scatter p, Eqn e, Lowering to) {
    Value result = to.result(e.outputs().getFirst());
    if (result.aval().size() == 0) {
      return;
    }
    Value array = to.read(e.inputs().get(0));
    Value indices = to.read(e.inputs().get(1));
    Value updates = to.read(e.inputs().get(2));
    IndexedBlocks blocks = IndexedBlocks.of(p, array.aval(), indices.aval(), updates.aval());
    new Scatters(p, blocks, array.aval().dtype(), to.vectorBytes())
        .lower(array, List.of(indices, updates), result, updates.aval().size() == 0, to);
  }

  private void lower(Value array, List<Value> reads, Value result, boolean nothing, Lowering to) {
    RowParts columns = columns();
    RowParts parts = columns.perRow() > 1 ? columns : vectors();
    double block = VECTOR_NANOS + blocks.size() * ELEMENT_NANOS;
    double nanos = blocks.vectors() * block / Math.max(1, parts.extent());
    new Overwriting(p.label(), array, reads, result, nothing ? 0 : parts.extent(), nanos)
        .lower(
            to,
            (code, into, memory, begin, end) ->
                parts.each(
                    code,
                    begin,
                    end,
                    (row, from, until) -> {
                      if (columns.perRow() > 1) {
                        code.loop(
                            Val.i64(0),
                            Val.i64(blocks.vectors()),
                            1,
                            vector -> block(code, into, memory, vector, cut, from, until));
                      } else {
                        Val first = Index.times(code, row, parts.length());
                        code.loop(
                            code.add(first, from),
                            code.add(first, until),
                            1,
                            vector -> whole(code, into, memory, vector));
                      }
                    }));
  }

  /// The longest axis that no index addresses; -1 if there is none.
  private int cut() {
    int best = -1;
    List<Axis> window = blocks.window();
    for (int i = window.size() - blocks.free(); i < window.size(); i++) {
      if (best < 0 || window.get(i).count() >= window.get(best).count()) {
        best = i;
      }
    }
    return best;
  }

  private RowParts columns() {
    if (cut < 0) {
      return new RowParts(1, 1, 1);
    }
    Axis axis = blocks.window().get(cut);
    long fewest = axis.lhs() == 1 ? FEWEST_COLUMN_BYTES / bytes : 1;
    return RowParts.of(1, axis.count(), Math.max(fewest, Depth.ceil(axis.count(), MOST_PIECES)));
  }

  private RowParts vectors() {
    long groups = p.uniqueIndices() ? 1 : blocks.corners().separate(blocks.vectors());
    long length = blocks.vectors() / Math.max(1, groups);
    return RowParts.of(groups, length, p.uniqueIndices() ? UNIQUE_PIECE : length);
  }

  private void whole(Code code, Val into, List<Val> memory, Val vector) {
    long first = blocks.window().isEmpty() ? 1 : blocks.window().getFirst().count();
    block(code, into, memory, vector, 0, Val.i64(0), Val.i64(first));
  }

  private void block(
      Code code, Val into, List<Val> memory, Val vector, int axis, Val from, Val to) {
    Corners.Corner corner = blocks.corners().of(code, memory.get(0), vector);
    Val updates = code.at(memory.get(1), blocks.packedPlace(code, vector), bytes);
    Runnable join =
        () -> {
          Val first = code.at(into, corner.place(), bytes);
          new IndexedLoops(code, blocks.window())
              .part(
                  axis,
                  from,
                  to,
                  (inArray, inPacked, count, a) ->
                      join(
                          code,
                          code.at(updates, inPacked, bytes),
                          code.at(first, inArray, bytes),
                          count,
                          a));
        };
    if (corner.inside().isConstant()) {
      join.run();
    } else {
      code.when(corner.inside(), join);
    }
  }

  private void join(Code code, Val from, Val to, Val count, Axis a) {
    Binary operation = operation();
    if (operation == null) {
      new ElementCopy(code, bytes).strided(from, a.out(), to, a.lhs(), count);
      return;
    }
    RowParts.vectors(
        code,
        Val.i64(0),
        count,
        IndexedLoops.isContiguous(a) ? lanes : 1,
        (i, width) -> {
          Val place = code.at(to, Index.times(code, i, a.lhs()), bytes);
          Val old = Registers.load(code, dtype, place, width);
          Val update =
              Registers.load(
                  code, dtype, code.at(from, Index.times(code, i, a.out()), bytes), width);
          Val joined =
              Elements.emit(code, operation, List.of(old, update), List.of(dtype, dtype), dtype);
          Registers.store(code, dtype, joined, place);
        });
  }

  /// How an update is joined to what is there; null if it takes its place.
  private @Nullable Binary operation() {
    return switch (p.update()) {
      case SET -> null;
      case ADD -> Binary.ADD;
      case SUB -> Binary.SUB;
      case MUL -> Binary.MUL;
      case MIN -> Binary.MIN;
      case MAX -> Binary.MAX;
    };
  }
}
