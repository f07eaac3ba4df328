package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Eqn;
import linum.ir.Reduction;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// Positions of extreme elements. Lines that lie side by side in memory are searched in the lanes
/// of a vector, a contiguous line is cut into pieces that are searched on their own.
final class ArgReductions {
  private static final long PIECE = 1 << 15;
  private static final int AT_ONCE = 4;
  private static final double NANOS = 0.15;

  private final Reduction.ArgReduce p;
  private final Value x;
  private final Value result;
  private final DType dtype;
  private final int bytes;
  private final int lanes;
  private final IrType position;
  private final long length;
  private final long step;
  private final long outer;

  private ArgReductions(Reduction.ArgReduce p, Value x, Value result, int vectorBytes) {
    this.p = p;
    this.x = x;
    this.result = result;
    this.dtype = Extreme.loaded(x.aval().dtype());
    this.bytes = dtype.byteSize();
    int width = Math.max(4, bytes);
    this.lanes = Math.max(1, vectorBytes / width);
    this.position = width == 8 ? IrType.I64 : IrType.I32;
    Dims shape = x.aval().shape();
    this.length = shape.get(p.axis());
    this.step = shape.slice(p.axis() + 1, shape.rank()).size();
    this.outer = shape.slice(0, p.axis()).size();
  }

  static void lower(Reduction.ArgReduce p, Eqn e, Lowering to) {
    Value result = to.result(e.outputs().getFirst());
    if (result.aval().size() == 0) {
      return;
    }
    Value x = to.read(e.inputs().getFirst());
    ArgReductions all = new ArgReductions(p, x, result, to.vectorBytes());
    if (all.step > 1) {
      to.add(all.columns());
      return;
    }
    RowParts parts =
        RowParts.of(all.outer, all.length, all.length > 2 * PIECE ? PIECE : all.length);
    if (parts.perRow() == 1) {
      to.add(all.lines(parts, result));
    } else {
      Value partial = to.scratch(Aval.of(DType.INT64, (int) parts.extent()));
      to.add(all.lines(parts, partial));
      to.add(all.best(parts, partial));
    }
  }

  private void store(Code code, DType type, Val found, Val to) {
    int bits = type.byteSize() * 8;
    int from = found.type().bits();
    IrType target = IrType.integer(bits);
    Val v = bits == from ? found : code.cast(bits < from ? "trunc" : "zext", found, target);
    code.store(v, to);
  }

  // ---- contiguous lines ----

  private Kernel lines(RowParts parts, Value to) {
    DType type = to.aval().dtype();
    return new Kernel(
        p.label(),
        List.of(x),
        List.of(to),
        List.of(),
        parts.extent(),
        10 + parts.piece() * NANOS * bytes / 4,
        (code, memory, begin, end) ->
            parts.each(
                code,
                begin,
                end,
                (row, from, until) -> {
                  Val first =
                      code.at(
                          memory.reads().getFirst(),
                          code.add(Index.times(code, row, length), from),
                          bytes);
                  Val found = search(code, first, Index.minus(code, until, from));
                  Val piece = Index.div(code, from, parts.piece());
                  Val at = code.add(Index.times(code, row, parts.perRow()), piece);
                  store(
                      code,
                      type,
                      code.add(wide(code, found), from),
                      code.at(memory.writes().getFirst(), at, type.byteSize()));
                }));
  }

  private Val wide(Code code, Val found) {
    return found.type().bits() == 64 ? found : code.cast("sext", found, IrType.I64);
  }

  /// The position of the best of some elements side by side, which are at least one.
  private Val search(Code code, Val first, Val count) {
    Extreme extreme = new Extreme(code, p.max(), dtype);
    Val start = Registers.load(code, dtype, first, 1);
    Val zero = Val.constant(position, 0);
    long block = (long) lanes * AT_ONCE;
    Val blocks = code.and(count, Val.i64(-block));
    Val whole = code.and(count, Val.i64(-lanes));
    List<Val> carried = new ArrayList<>();
    for (int u = 0; u < AT_ONCE; u++) {
      carried.add(code.splat(start, lanes));
      carried.add(Val.constant(position.of(lanes), 0));
    }
    List<Val> many =
        code.loop(
            Val.i64(0),
            blocks,
            block,
            carried,
            (i, best) -> {
              List<Val> next = new ArrayList<>();
              for (int u = 0; u < AT_ONCE; u++) {
                Val at = Index.plus(code, i, (long) u * lanes);
                Extreme.Found f =
                    step(code, extreme, best.get(2 * u), best.get(2 * u + 1), first, at, lanes);
                next.add(f.value());
                next.add(f.position());
              }
              return next;
            });
    Extreme.Found found = new Extreme.Found(many.get(0), many.get(1));
    for (int u = 1; u < AT_ONCE; u++) {
      found = extreme.join(found, new Extreme.Found(many.get(2 * u), many.get(2 * u + 1)));
    }
    List<Val> one = along(code, extreme, first, blocks, whole, lanes, found);
    Extreme.Found single = extreme.across(new Extreme.Found(one.get(0), one.get(1)));
    Extreme.Found known = new Extreme.Found(start, zero);
    single = extreme.join(known, single);
    return along(code, extreme, first, whole, count, 1, single).get(1);
  }

  private List<Val> along(
      Code code, Extreme extreme, Val first, Val from, Val to, int width, Extreme.Found found) {
    return code.loop(
        from,
        to,
        width,
        List.of(found.value(), found.position()),
        (i, best) -> {
          Extreme.Found f = step(code, extreme, best.get(0), best.get(1), first, i, width);
          return List.of(f.value(), f.position());
        });
  }

  private Extreme.Found step(
      Code code, Extreme extreme, Val value, Val at, Val first, Val i, int width) {
    Val x = Registers.load(code, dtype, code.at(first, i, bytes), width);
    Val number = position.bits() == 64 ? i : code.cast("trunc", i, position);
    return extreme.next(
        new Extreme.Found(value, at), x, Counters.from(code, number, position, width));
  }

  /// The best of the pieces of each line.
  private Kernel best(RowParts parts, Value partial) {
    DType type = result.aval().dtype();
    return new Kernel(
        p.label() + " pieces",
        List.of(x, partial),
        List.of(result),
        List.of(),
        outer,
        parts.perRow(),
        (code, memory, begin, end) ->
            code.loop(
                begin,
                end,
                1,
                row -> {
                  Extreme extreme = new Extreme(code, p.max(), dtype);
                  Val line = code.at(memory.reads().get(0), Index.times(code, row, length), bytes);
                  Val found =
                      code.at(memory.reads().get(1), Index.times(code, row, parts.perRow()), 8);
                  Extreme.Found first = at(code, line, found, Val.i64(0));
                  List<Val> best =
                      code.loop(
                          Val.i64(1),
                          Val.i64(parts.perRow()),
                          1,
                          List.of(first.value(), first.position()),
                          (k, now) -> {
                            Extreme.Found here = at(code, line, found, k);
                            Extreme.Found next =
                                extreme.next(
                                    new Extreme.Found(now.get(0), now.get(1)),
                                    here.value(),
                                    here.position());
                            return List.of(next.value(), next.position());
                          });
                  store(
                      code,
                      type,
                      best.get(1),
                      code.at(memory.writes().getFirst(), row, type.byteSize()));
                }));
  }

  private Extreme.Found at(Code code, Val line, Val found, Val k) {
    Val place = code.load(IrType.I64, code.at(found, k, 8));
    return new Extreme.Found(Registers.load(code, dtype, code.at(line, place, bytes), 1), place);
  }

  // ---- lines side by side ----

  private Kernel columns() {
    RowParts parts = RowParts.of(outer, step, 4L * lanes);
    DType type = result.aval().dtype();
    return new Kernel(
        p.label(),
        List.of(x),
        List.of(result),
        List.of(),
        parts.extent(),
        length * (1 + parts.piece() * NANOS),
        (code, memory, begin, end) ->
            parts.each(
                code,
                begin,
                end,
                (row, from, to) ->
                    RowParts.vectors(
                        code,
                        from,
                        to,
                        lanes,
                        (column, width) -> {
                          Val place = Index.times(code, row, length * step);
                          Val first =
                              code.at(memory.reads().getFirst(), code.add(place, column), bytes);
                          Val at = code.add(Index.times(code, row, step), column);
                          store(
                              code,
                              type,
                              down(code, first, width),
                              code.at(memory.writes().getFirst(), at, type.byteSize()));
                        })));
  }

  private Val down(Code code, Val first, int width) {
    Extreme extreme = new Extreme(code, p.max(), dtype);
    return code.loop(
            Val.i64(1),
            Val.i64(length),
            1,
            List.of(Registers.load(code, dtype, first, width), Val.constant(position.of(width), 0)),
            (k, best) -> {
              Val x =
                  Registers.load(
                      code, dtype, code.at(first, Index.times(code, k, step), bytes), width);
              Val number = position.bits() == 64 ? k : code.cast("trunc", k, position);
              Extreme.Found f =
                  extreme.next(
                      new Extreme.Found(best.get(0), best.get(1)), x, code.splat(number, width));
              return List.of(f.value(), f.position());
            })
        .get(1);
  }
}
