package linum.llvm.kernel;

import java.util.List;
import linum.ir.DType;
import linum.ir.Eqn;
import linum.ir.Ordering;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// The largest elements of lines. Where few of many are wanted, those whose highest bits rule them
/// out are left out before the others are sorted.
final class TopKs {
  private static final int DIGIT = 11;
  private static final long FEW = 8;
  private static final long LONG = 256;

  private final Ordering.TopK p;
  private final SortLines lines;
  private final DType dtype;

  private TopKs(Ordering.TopK p, SortLines lines, DType dtype) {
    this.p = p;
    this.lines = lines;
    this.dtype = dtype;
  }

  static void lower(Ordering.TopK p, Eqn e, Lowering to) {
    List<Value> writes = e.outputs().stream().map(to::result).toList();
    if (writes.getFirst().aval().size() == 0) {
      return;
    }
    Value x = to.read(e.inputs().getFirst());
    SortLines lines = SortLines.of(x.aval().shape(), p.axis());
    TopKs all = new TopKs(p, lines, x.aval().dtype());
    double nanos =
        all.selects()
            ? 2000 + 4.0 * lines.length()
            : PlaceSort.words(all.dtype) * LineSort.nanos(lines.length(), 32);
    to.add(
        lines.kernel(
            p.label(),
            List.of(x),
            writes,
            DType.UINT64,
            nanos,
            to,
            (code, memory, line, one, other) ->
                all.line(code, memory.reads().getFirst(), memory.writes(), line, one, other)));
  }

  private boolean selects() {
    return lines.length() >= LONG && p.k() * FEW <= lines.length();
  }

  private void line(Code code, Val x, List<Val> writes, Val line, Val one, Val other) {
    PlaceSort sort = new PlaceSort(code, lines, true);
    Val start = lines.start(code, line, lines.length());
    Val count = Val.i64(lines.length());
    if (selects()) {
      count = candidates(sort, x, start, one);
    } else {
      sort.number(one);
    }
    Val places = sort.sort(x, start, dtype, one, other, count);
    Val to = lines.start(code, line, p.k());
    code.loop(
        Val.i64(0),
        Val.i64(p.k()),
        1,
        i -> {
          Val place = Sortable.place(code, code.load(IrType.I64, code.at(places, i, 8)));
          Val element = lines.load(code, x, start, place, dtype);
          Registers.store(code, dtype, element, lines.at(code, writes.get(0), to, i, dtype));
          code.store(
              code.cast("trunc", place, IrType.I32),
              lines.at(code, writes.get(1), to, i, DType.INT32));
        });
  }

  /// The places of all elements that may be among the largest, in the order of the line.
  ///
  /// @return how many
  private Val candidates(PlaceSort sort, Val x, Val start, Val places) {
    Code code = sort.code();
    Val counts = code.alloca(4L << DIGIT);
    code.run(
        "@llvm.memset.p0.i64",
        counts,
        new Val("0", IrType.I8),
        Val.i64(4L << DIGIT),
        Val.i1(false));
    Val length = Val.i64(lines.length());
    code.loop(
        Val.i64(0),
        length,
        1,
        i -> {
          Val at = code.at(counts, digit(sort, x, start, i), 4);
          code.store(code.add(code.load(IrType.I32, at), Val.i32(1)), at);
        });
    Val last = lastDigit(code, counts);
    return code.loop(
            Val.i64(0),
            length,
            1,
            List.of(Val.i64(0)),
            (i, found) -> {
              code.store(i, code.at(places, found.getFirst(), 8));
              Val may = code.compare("icmp ule", digit(sort, x, start, i), last);
              return List.of(code.add(found.getFirst(), code.cast("zext", may, IrType.I64)));
            })
        .getFirst();
  }

  /// The highest bits that count of an element's key.
  private Val digit(PlaceSort sort, Val x, Val start, Val i) {
    Code code = sort.code();
    Val element = lines.load(code, x, start, i, dtype);
    Val word = code.cast("zext", sort.word(element, dtype, PlaceSort.words(dtype) - 1), IrType.I64);
    int bits = Math.min(32, SortKey.bits(dtype));
    Val digit = code.lshr(word, Val.i64(Math.max(0, bits - DIGIT)));
    return code.and(digit, Val.i64((1L << DIGIT) - 1));
  }

  /// The first digit up to which there are as many elements as are wanted.
  private Val lastDigit(Code code, Val counts) {
    return code.repeat(
            List.of(Val.i64(-1), Val.i32(0)),
            now -> {
              Val digit = code.add(now.get(0), Val.i64(1));
              Val sum = code.add(now.get(1), code.load(IrType.I32, code.at(counts, digit, 4)));
              Val more = code.compare("icmp slt", sum, Val.i32(p.k()));
              return List.of(digit, sum, more);
            })
        .getFirst();
  }
}
