package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.GatherDimensionNumbers;
import linum.ir.Indexing;
import linum.ir.Indexing.Gather;
import linum.ir.Indexing.Scatter;
import linum.ir.Indexing.Update;
import linum.ir.ScatterDimensionNumbers;
import org.jspecify.annotations.Nullable;

/// Transposes of gather and scatter, which are each other's.
final class ScatterTranspose {
  private ScatterTranspose() {}

  /// The cotangent of the operand: everything read is added where it was read.
  static Array gather(Gather g, Operands in, Array ct) {
    GatherDimensionNumbers n = g.dimensionNumbers();
    Scatter back =
        new Scatter(
            Update.ADD,
            new ScatterDimensionNumbers(
                n.offsetDims(),
                n.collapsedSliceDims(),
                n.startIndexMap(),
                n.operandBatchingDims(),
                n.startIndicesBatchingDims()),
            g.indicesAreSorted(),
            g.uniqueIndices(),
            g.mode());
    return Trace.bind(back, Ops.zeros(in.aval(0).strong()), in.value(1), ct);
  }

  /// Fills in the cotangents of the operand and of the updates.
  static void scatter(Scatter s, Operands in, Array ct, List<@Nullable Array> out) {
    Array indices = in.value(1);
    if (in.isLinear(0)) {
      out.set(
          0,
          switch (s.update()) {
            case ADD, SUB -> ct;
            case SET -> Trace.bind(s, ct, indices, Ops.zeros(in.aval(2).strong()));
            case MUL -> Trace.bind(s, ct, indices, in.value(2));
            case MIN, MAX -> throw in.notLinear();
          });
    }
    if (in.isLinear(2)) {
      Array read = Trace.bind(reader(s, ct.shape(), in.aval(2).shape()), ct, indices);
      out.set(
          2,
          switch (s.update()) {
            case ADD -> read;
            case SUB -> Ops.neg(read);
            case SET -> s.uniqueIndices() ? read : lastWriters(s, in, ct, read);
            case MUL, MIN, MAX -> throw in.notLinear();
          });
    }
  }

  // Where several updates meet, only the one that stayed gets the cotangent. Every update writes
  // its
  // number, and who reads its own number back has stayed.
  private static Array lastWriters(Scatter s, Operands in, Array ct, Array read) {
    Dims updates = in.aval(2).shape();
    Array numbers =
        Ops.reshape(Ops.iota(DType.INT32, Dims.of(Math.toIntExact(updates.size())), 0), updates);
    Array places = Ops.broadcast(Ops.scalar(-1L, DType.INT32), ct.shape());
    Array written = Trace.bind(s, places, in.value(1), numbers);
    Array found = Trace.bind(reader(s, ct.shape(), updates), written, in.value(1));
    return Ops.select(Ops.eq(found, numbers), read, Ops.zeros(read.aval().strong()));
  }

  /// The gather that reads what a scatter writes; outside it reads zero.
  static Gather reader(Scatter s, Dims operand, Dims updates) {
    ScatterDimensionNumbers n = s.dimensionNumbers();
    Dims hidden = n.insertedWindowDims().concat(n.operandBatchingDims());
    int[] sizes = new int[operand.rank()];
    int next = 0;
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = hidden.contains(i) ? 1 : updates.get(n.updateWindowDims().get(next++));
    }
    return new Gather(
        new GatherDimensionNumbers(
            n.updateWindowDims(),
            n.insertedWindowDims(),
            n.scatterDimsToOperandDims(),
            n.operandBatchingDims(),
            n.scatterIndicesBatchingDims()),
        Dims.of(sizes),
        s.uniqueIndices(),
        s.indicesAreSorted(),
        s.mode(),
        s.mode() == Indexing.Mode.FILL_OR_DROP ? 0 : null);
  }

  static Scatter withUpdate(Scatter s, Update update) {
    return new Scatter(
        update, s.dimensionNumbers(), s.indicesAreSorted(), s.uniqueIndices(), s.mode());
  }
}
