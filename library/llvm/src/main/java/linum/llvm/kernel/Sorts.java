package linum.llvm.kernel;

import java.util.List;
import linum.ir.DType;
import linum.ir.Eqn;
import linum.ir.Ordering;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// Lines sorted by one key or several. Always stable.
final class Sorts {
  private Sorts() {}

  static void lower(Ordering.Sort p, Eqn e, Lowering to) {
    List<Value> writes = e.outputs().stream().map(to::result).toList();
    if (writes.getFirst().aval().size() == 0) {
      return;
    }
    List<Value> reads = e.inputs().stream().map(to::read).toList();
    SortLines lines = SortLines.of(writes.getFirst().aval().shape(), p.dimension());
    to.add(
        reads.size() == 1
            ? elements(p, lines, reads, writes, to)
            : places(p, lines, reads, writes, to));
  }

  /// A single array: its elements themselves are moved.
  private static Kernel elements(
      Ordering.Sort p, SortLines lines, List<Value> reads, List<Value> writes, Lowering to) {
    DType dtype = Extreme.loaded(reads.getFirst().aval().dtype());
    Val n = Val.i64(lines.length());
    return lines.kernel(
        p.label(),
        reads,
        writes,
        dtype,
        LineSort.nanos(lines.length(), SortKey.bits(dtype)),
        to,
        (code, memory, line, one, other) -> {
          Val start = lines.start(code, line, lines.length());
          ElementCopy copy = new ElementCopy(code, dtype.byteSize());
          Val from = code.at(memory.reads().getFirst(), start, dtype.byteSize());
          copy.strided(from, lines.step(), one, 1, n);
          Val sorted = new LineSort(code, Sortable.elements(code, dtype)).sort(one, other, n);
          Val into = code.at(memory.writes().getFirst(), start, dtype.byteSize());
          copy.strided(sorted, 1, into, lines.step(), n);
        });
  }

  private static Kernel places(
      Ordering.Sort p, SortLines lines, List<Value> reads, List<Value> writes, Lowering to) {
    double nanos =
        reads.subList(0, p.numKeys()).stream()
                .mapToInt(v -> PlaceSort.words(Extreme.loaded(v.aval().dtype())))
                .sum()
            * LineSort.nanos(lines.length(), 32);
    return lines.kernel(
        p.label(),
        reads,
        writes,
        DType.UINT64,
        nanos,
        to,
        (code, memory, line, one, other) -> {
          Val start = lines.start(code, line, lines.length());
          PlaceSort sort = new PlaceSort(code, lines, false);
          sort.number(one);
          Val now = one;
          Val free = other;
          for (int k = p.numKeys() - 1; k >= 0; k--) {
            DType dtype = Extreme.loaded(reads.get(k).aval().dtype());
            Val array = memory.reads().get(k);
            Val sorted = sort.sort(array, start, dtype, now, free, Val.i64(lines.length()));
            free = code.select(code.compare("icmp eq", sorted, now), free, now);
            now = sorted;
          }
          for (int k = 0; k < reads.size(); k++) {
            DType dtype = Extreme.loaded(reads.get(k).aval().dtype());
            collect(code, lines, now, start, dtype, memory.reads().get(k), memory.writes().get(k));
          }
        });
  }

  private static void collect(
      Code code, SortLines lines, Val places, Val start, DType dtype, Val from, Val to) {
    code.loop(
        Val.i64(0),
        Val.i64(lines.length()),
        1,
        i -> {
          Val place = Sortable.place(code, code.load(IrType.I64, code.at(places, i, 8)));
          Registers.store(
              code,
              dtype,
              lines.load(code, from, start, place, dtype),
              lines.at(code, to, start, i, dtype));
        });
  }
}
