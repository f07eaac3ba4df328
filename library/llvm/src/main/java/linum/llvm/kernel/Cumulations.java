package linum.llvm.kernel;

import java.util.List;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Eqn;
import linum.ir.Reduction;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// Running combinations along an axis. Long lines are cut into pieces: first the total of each
/// piece, then what comes before each piece, then the pieces themselves.
final class Cumulations {
  private static final long PIECE = 1 << 15;

  private final Reduction.Cumulative p;
  private final Running running;
  private final Value x;
  private final Value result;
  private final int lanes;
  private final int bytes;
  private final long length;
  private final long step;
  private final long outer;

  private Cumulations(Reduction.Cumulative p, Value x, Value result, int vectorBytes) {
    this.p = p;
    this.running = new Running(p.kind(), x.aval().dtype());
    this.x = x;
    this.result = result;
    this.lanes = running.lanes(vectorBytes);
    this.bytes = x.aval().dtype().byteSize();
    Dims shape = x.aval().shape();
    this.length = shape.get(p.axis());
    this.step = shape.slice(p.axis() + 1, shape.rank()).size();
    this.outer = shape.slice(0, p.axis()).size();
  }

  static void lower(Reduction.Cumulative p, Eqn e, Lowering to) {
    Value result = to.result(e.outputs().getFirst());
    if (result.aval().size() == 0) {
      return;
    }
    Cumulations all = new Cumulations(p, to.read(e.inputs().getFirst()), result, to.vectorBytes());
    if (all.step > 1) {
      to.add(all.columns());
      return;
    }
    RowParts parts =
        RowParts.of(all.outer, all.length, all.length > 2 * PIECE ? PIECE : all.length);
    if (parts.perRow() == 1) {
      to.add(all.lines(parts));
      return;
    }
    Aval pieces = Aval.of(all.running.type(), (int) all.outer, (int) parts.perRow());
    Value totals = to.scratch(pieces);
    Value before = to.scratch(pieces);
    to.add(all.totals(parts, totals));
    to.add(all.before(parts, totals, before));
    to.add(all.pieces(parts, before));
  }

  private RunningLines line(Code code, Val array, Val row) {
    Val start = code.at(array, Index.times(code, row, length), bytes);
    return new RunningLines(code, running, start, length, p.reverse(), lanes);
  }

  private Kernel kernel(
      String label, List<Value> reads, Value to, RowParts parts, int reuse, PieceBody body) {
    return new Kernel(
        p.label() + label,
        reads,
        List.of(to),
        List.of(),
        parts.extent(),
        parts.piece() * running.nanos(),
        List.of(reuse),
        (code, memory, begin, end) ->
            parts.each(
                code, begin, end, (row, from, until) -> body.emit(code, memory, row, from, until)));
  }

  @FunctionalInterface
  private interface PieceBody {
    void emit(Code code, Kernel.Memory memory, Val row, Val from, Val to);
  }

  private Kernel lines(RowParts parts) {
    return kernel(
        "",
        List.of(x),
        result,
        parts,
        0,
        (code, memory, row, from, to) -> write(code, memory, row, from, to, running.neutral(1)));
  }

  private void write(Code code, Kernel.Memory memory, Val row, Val from, Val to, Val before) {
    Val into = code.at(memory.writes().getFirst(), Index.times(code, row, length), bytes);
    line(code, memory.reads().getFirst(), row).run(from, to, before, into);
  }

  private Val piece(Code code, RowParts parts, Val array, Val row, Val from) {
    Val at = code.add(Index.times(code, row, parts.perRow()), Index.div(code, from, parts.piece()));
    return code.at(array, at, running.type().byteSize());
  }

  private Kernel totals(RowParts parts, Value totals) {
    return kernel(
        " totals",
        List.of(x),
        totals,
        parts,
        -1,
        (code, memory, row, from, to) -> {
          Val total = line(code, memory.reads().getFirst(), row).total(from, to);
          Val at = piece(code, parts, memory.writes().getFirst(), row, from);
          Registers.store(code, running.type(), total, at);
        });
  }

  private Kernel before(RowParts parts, Value totals, Value before) {
    DType type = running.type();
    int size = type.byteSize();
    RowParts rows = RowParts.of(outer, 1, 1);
    return kernel(
        " starts",
        List.of(totals),
        before,
        rows,
        -1,
        (code, memory, row, _, _) -> {
          Val first = Index.times(code, row, parts.perRow());
          Val from = code.at(memory.reads().getFirst(), first, size);
          Val to = code.at(memory.writes().getFirst(), first, size);
          code.loop(
              Val.i64(0),
              Val.i64(parts.perRow()),
              1,
              List.of(running.neutral(1)),
              (i, now) -> {
                Registers.store(code, type, now.getFirst(), code.at(to, i, size));
                Val total = Registers.load(code, type, code.at(from, i, size), 1);
                return List.of(running.combine(code, now.getFirst(), total));
              });
        });
  }

  private Kernel pieces(RowParts parts, Value before) {
    return kernel(
        "",
        List.of(x, before),
        result,
        parts,
        0,
        (code, memory, row, from, to) -> {
          Val at = piece(code, parts, memory.reads().get(1), row, from);
          write(code, memory, row, from, to, Registers.load(code, running.type(), at, 1));
        });
  }

  private Kernel columns() {
    RowParts parts = RowParts.of(outer, step, RunningColumns.COLUMNS);
    return new Kernel(
        p.label(),
        List.of(x),
        List.of(result),
        List.of(),
        parts.extent(),
        length * parts.piece() * running.nanos(),
        List.of(0),
        (code, memory, begin, end) ->
            parts.each(
                code,
                begin,
                end,
                (row, from, to) -> {
                  Val start = Index.times(code, row, length * step);
                  new RunningColumns(code, running, length, step, p.reverse(), lanes)
                      .run(
                          code.at(memory.reads().getFirst(), start, bytes),
                          code.at(memory.writes().getFirst(), start, bytes),
                          from,
                          to);
                }));
  }
}
