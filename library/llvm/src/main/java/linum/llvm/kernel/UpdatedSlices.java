package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Eqn;
import linum.ir.Indexing;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// An array with a block of it replaced.
final class UpdatedSlices {
  private static final long PIECE_BYTES = 1 << 16;
  private static final double BYTE_NANOS = 0.1;

  private UpdatedSlices() {}

  static void lower(Indexing.DynamicUpdateSlice p, Eqn e, Lowering to) {
    Value result = to.result(e.outputs().getFirst());
    if (result.aval().size() == 0) {
      return;
    }
    List<Value> reads = new ArrayList<>();
    e.inputs().stream().skip(1).map(to::read).forEach(reads::add);
    Aval update = reads.getFirst().aval();
    int bytes = update.dtype().byteSize();
    List<Axis> window = window(result.aval().shape(), update.shape());
    long outermost = window.isEmpty() ? 1 : window.getFirst().count();
    long inside = Math.max(1, update.size() / Math.max(1, outermost));
    RowParts parts =
        RowParts.of(
            update.size() == 0 ? 0 : 1, outermost, Math.max(1, PIECE_BYTES / (inside * bytes)));
    new Overwriting(
            p.label(),
            to.read(e.inputs().getFirst()),
            reads,
            result,
            parts.extent(),
            parts.piece() * inside * bytes * BYTE_NANOS)
        .lower(
            to,
            (code, into, memory, begin, end) -> {
              Val first = code.at(into, corner(code, reads, result, memory), bytes);
              parts.each(
                  code,
                  begin,
                  end,
                  (_, from, until) ->
                      copy(code, window, memory.getFirst(), first, from, until, bytes));
            });
  }

  private static List<Axis> window(Dims shape, Dims update) {
    long[] strides = shape.strides();
    long[] packed = update.strides();
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      Axis next = new Axis(update.get(i), strides[i], 0, packed[i]);
      if (next.count() == 1) {
        continue;
      }
      if (!axes.isEmpty() && axes.getLast().joins(next)) {
        axes.add(axes.removeLast().joined(next));
      } else {
        axes.add(next);
      }
    }
    return axes;
  }

  private static Val corner(Code code, List<Value> reads, Value result, List<Val> memory) {
    Dims shape = result.aval().shape();
    if (shape.isEmpty()) {
      return Val.i64(0);
    }
    Corners corners =
        new Corners(
            shape,
            reads.getFirst().aval().shape(),
            Dims.range(shape.rank()),
            DType.INT64,
            List.of(),
            false);
    return corners
        .of(
            code,
            i -> {
              DType dtype = reads.get(i + 1).aval().dtype();
              return Corners.wide(code, Registers.load(code, dtype, memory.get(i + 1), 1), dtype);
            })
        .place();
  }

  private static void copy(
      Code code, List<Axis> window, Val update, Val first, Val from, Val to, int bytes) {
    ElementCopy elements = new ElementCopy(code, bytes);
    new IndexedLoops(code, window)
        .part(
            0,
            from,
            to,
            (inArray, inPacked, count, axis) ->
                elements.strided(
                    code.at(update, inPacked, bytes),
                    axis.out(),
                    code.at(first, inArray, bytes),
                    axis.lhs(),
                    count));
  }
}
