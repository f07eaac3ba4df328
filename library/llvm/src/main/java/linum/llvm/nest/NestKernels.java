package linum.llvm.nest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Dims;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// Turns a nest into kernels: one, or two if rows are summed up in pieces.
final class NestKernels {
  private NestKernels() {}

  static void add(Nest nest, Lowering to) {
    List<Value> reads = nest.memory().stream().map(to::read).toList();
    List<Value> writes = nest.stored().stream().map(a -> to.result(a.var())).toList();
    Domain d = nest.domain();
    if (!d.hasReduced()) {
      FlatNest flat = new FlatNest(nest);
      to.add(kernel(nest, reads, writes, flat.extent(), flat::emit));
    } else if (Split.isNeeded(d)) {
      addSplit(nest, reads, to);
    } else if (d.reduced().getLast()) {
      RowNest rows = new RowNest(nest, null);
      to.add(kernel(nest, reads, writes, rows.extent(), rows::emit));
    } else {
      ColumnNest columns = new ColumnNest(nest, null);
      to.add(kernel(nest, reads, writes, columns.extent(), columns::emit));
    }
  }

  private static Kernel kernel(
      Nest nest, List<Value> reads, List<Value> writes, long extent, Kernel.Body body) {
    return new Kernel(
        nest.label(),
        reads,
        writes,
        List.of(),
        extent,
        nest.nanos() / Math.max(1, extent),
        reuses(nest),
        body);
  }

  private static void addSplit(Nest nest, List<Value> reads, Lowering to) {
    Domain d = nest.domain();
    Split split = Split.of(d);
    long rows = Domain.size(d.kept());
    List<Anchor> sums = nest.of(Anchor.Level.REDUCTION, 0);
    List<Value> pieces = new ArrayList<>();
    for (Anchor a : sums) {
      Dims shape = Dims.of((int) split.pieces(), (int) rows);
      pieces.add(to.scratch(new Aval(Accumulation.of(a).partial(), shape)));
    }
    List<Value> writes =
        nest.stored().stream()
            .map(a ->
                a.level() == Anchor.Level.REDUCTION
                    ? pieces.get(sums.indexOf(a))
                    : to.result(a.var()))
            .toList();
    boolean along = d.reduced().getLast();
    RowNest inRows = new RowNest(nest, split);
    long extent;
    Kernel.Body body;
    if (along) {
      extent = inRows.extent();
      body = inRows::emit;
    } else {
      ColumnNest inColumns = new ColumnNest(nest, split);
      extent = inColumns.extent();
      body = inColumns::emit;
    }
    to.add(kernel(nest, reads, writes, extent, body));
    to.add(
        new Kernel(
            "pieces of " + nest.label(),
            pieces,
            sums.stream().map(a -> to.result(a.var())).toList(),
            List.of(),
            rows,
            split.pieces() * 0.5 * sums.size(),
            along
                ? Pieces.combine(sums, split.pieces(), split.pieces(), 1)
                : Pieces.combine(sums, split.pieces(), 1, rows)));
  }

  /// Which read array's memory each result may take.
  private static List<Integer> reuses(Nest nest) {
    Set<Integer> taken = new HashSet<>();
    List<Integer> all = new ArrayList<>();
    for (Anchor a : nest.stored()) {
      int found =
          a.level() != Anchor.Level.FULL
              ? -1
              : IntStream.range(0, nest.memory().size())
                  .filter(i -> !taken.contains(i) && mayTake(nest, nest.memory().get(i), a))
                  .findFirst()
                  .orElse(-1);
      if (found >= 0) {
        taken.add(found);
      }
      all.add(found);
    }
    return all;
  }

  private static boolean mayTake(Nest nest, Atom array, Anchor result) {
    return array.aval().size() == result.var().aval().size()
        && array.aval().dtype().byteSize() == result.var().aval().dtype().byteSize()
        && nest.isReadInPlace(array, result.phase());
  }
}
