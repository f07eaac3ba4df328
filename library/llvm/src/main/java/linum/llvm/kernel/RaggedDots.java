package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import linum.ir.Contraction.RaggedDot;
import linum.ir.DType;
import linum.ir.Eqn;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.kernel.Tile.Level;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// Products of rows in groups. How many rows a group has is known only when the program runs, so a
/// part goes through all groups and does what it has of each.
final class RaggedDots {
  private static final int ROWS = 24;
  private static final int TILE = 6;

  private final Storage left;
  private final Storage right;
  private final Storage out;
  private final DType sizes;
  private final int m;
  private final int n;
  private final int k;
  private final int groups;
  private final int lanes;

  private RaggedDots(Value lhs, Value rhs, Value sizes, Value result, int vectorBytes) {
    DType operand = lhs.aval().dtype();
    IrType sum = Storage.sums(operand, result.aval().dtype());
    this.left = new Storage(operand, sum);
    this.right = new Storage(operand, sum);
    this.out = new Storage(result.aval().dtype(), sum);
    this.sizes = sizes.aval().dtype();
    this.m = lhs.aval().shape().get(0);
    this.k = lhs.aval().shape().get(1);
    this.groups = rhs.aval().shape().get(0);
    this.n = rhs.aval().shape().get(2);
    this.lanes = Math.max(1, vectorBytes / sum.byteSize());
  }

  static void lower(RaggedDot p, Eqn e, Lowering to) {
    Value lhs = to.read(e.inputs().get(0));
    Value rhs = to.read(e.inputs().get(1));
    Value sizes = to.read(e.inputs().get(2));
    Value result = to.result(e.outputs().getFirst());
    if (lhs.aval().size() == 0 || rhs.aval().size() == 0) {
      to.add(Zeros.kernel(p.label(), result));
      return;
    }
    RaggedDots dots = new RaggedDots(lhs, rhs, sizes, result, to.vectorBytes());
    to.add(
        new Kernel(
            p.label(),
            List.of(lhs, rhs, sizes),
            List.of(result),
            List.of(),
            Depth.ceil(dots.m, ROWS),
            (double) ROWS * dots.n * dots.k / 20,
            dots::emit));
  }

  private void emit(Code code, Kernel.Memory memory, Val begin, Val end) {
    Val from = Index.times(code, begin, ROWS);
    Val to = Index.min(code, Index.times(code, end, ROWS), Val.i64(m));
    Storage counts = new Storage(sizes, IrType.I64);
    List<Val> ends =
        code.loop(
            Val.i64(0),
            Val.i64(groups),
            1,
            List.of(Val.i64(0)),
            (g, start) -> {
              Val at = code.at(memory.reads().get(2), g, sizes.byteSize());
              Val size = Index.max(code, counts.load(code, at, 1), Val.i64(0));
              Val rest = Index.minus(code, Val.i64(m), start.getFirst());
              Val stop = code.add(start.getFirst(), Index.min(code, size, rest));
              Val matrix =
                  code.at(memory.reads().get(1), Index.times(code, g, (long) k * n), right.bytes());
              group(
                  code,
                  memory,
                  matrix,
                  Index.max(code, from, start.getFirst()),
                  Index.min(code, to, stop));
              return List.of(stop);
            });
    code.loop(
        Index.max(code, from, ends.getFirst()),
        to,
        1,
        row ->
            code.run(
                "@llvm.memset.p0.i64",
                code.at(memory.writes().getFirst(), Index.times(code, row, n), out.bytes()),
                new Val("0", IrType.I8),
                Val.i64((long) n * out.bytes()),
                Val.i1(false)));
  }

  private void group(Code code, Kernel.Memory memory, Val matrix, Val from, Val to) {
    Val count = Index.max(code, Index.minus(code, to, from), Val.i64(0));
    Val even = Index.times(code, Index.div(code, count, TILE), TILE);
    Val middle = code.add(from, even);
    code.loop(from, middle, TILE, i -> rows(code, memory, matrix, i, TILE));
    code.loop(middle, to, 1, i -> rows(code, memory, matrix, i, 1));
  }

  private void rows(Code code, Kernel.Memory memory, Val matrix, Val row, int count) {
    int step = 2 * lanes;
    code.loop(
        Val.i64(0),
        Val.i64((long) n / step * step),
        step,
        j -> tile(code, memory, matrix, row, count, j, Collections.nCopies(2, lanes)));
    int rest = n % step;
    int j = n - rest;
    while (rest > 0) {
      int piece = Math.min(lanes, Integer.highestOneBit(rest));
      tile(code, memory, matrix, row, count, Val.i64(j), List.of(piece));
      j += piece;
      rest -= piece;
    }
  }

  private void tile(
      Code code,
      Kernel.Memory memory,
      Val matrix,
      Val row,
      int count,
      Val j,
      List<Integer> pieces) {
    List<Val> lefts = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      Val at = Index.times(code, Index.plus(code, row, r), k);
      lefts.add(code.at(memory.reads().getFirst(), at, left.bytes()));
    }
    List<Val> sums =
        new Tile(left.sum(), left, right, pieces)
            .sums(
                code,
                lefts,
                code.at(matrix, j, right.bytes()),
                List.of(new Level(Val.i64(k), 1, n)));
    for (int r = 0; r < count; r++) {
      Val at = code.add(Index.times(code, Index.plus(code, row, r), n), j);
      for (int v = 0; v < pieces.size(); v++) {
        Val to =
            code.at(
                memory.writes().getFirst(), Index.plus(code, at, (long) v * lanes), out.bytes());
        out.store(code, left.dtype(), sums.get(r * pieces.size() + v), to);
      }
    }
  }
}
