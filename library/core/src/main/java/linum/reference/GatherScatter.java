package linum.reference;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.GatherDimensionNumbers;
import linum.ir.Indexing;
import linum.ir.ScatterDimensionNumbers;

/// Blocks read and written at index vectors.
///
/// Both walk over pairs of a batch index, which chooses an index vector and so the corner of a
/// block, and a window index, which chooses a place inside the block.
final class GatherScatter {
  private GatherScatter() {}

  static Value gather(Indexing.Gather p, Value x, Value indices, Aval out) {
    GatherDimensionNumbers n = p.dimensionNumbers();
    Dims hidden = n.collapsedSliceDims().concat(n.operandBatchingDims());
    Dims windowAxes = Dims.range(x.shape().rank()).without(hidden);
    Dims batchAxes = Dims.range(out.rank()).without(n.offsetDims());
    Corners corners =
        new Corners(
            x.shape(),
            p.sliceSizes(),
            indices,
            n.startIndexMap(),
            n.operandBatchingDims(),
            n.startIndicesBatchingDims(),
            p.mode() == Indexing.Mode.FILL_OR_DROP);
    int[] blockIn = offsets(p.sliceSizes().at(windowAxes), at(x.shape().strides(), windowAxes));
    int[] blockOut =
        offsets(p.sliceSizes().at(windowAxes), at(out.shape().strides(), n.offsetDims()));
    int[] batchOut = offsets(out.shape().at(batchAxes), at(out.shape().strides(), batchAxes));
    Value result = Value.full(out.dtype(), out.shape(), fill(p, x.dtype()));
    if (!Strided.picks(x, result)) {
      x.load();
    }
    for (int b = 0; b < batchOut.length; b++) {
      int corner = corners.of(b);
      for (int w = 0; corner >= 0 && w < blockIn.length; w++) {
        copy(x, corner + blockIn[w], result, batchOut[b] + blockOut[w]);
      }
    }
    return result;
  }

  private static Number fill(Indexing.Gather p, DType dtype) {
    if (p.fillValue() != null) {
      return p.fillValue();
    }
    return switch (dtype.kind()) {
      case FLOATING, COMPLEX -> Double.NaN;
      case SIGNED -> Combination.lowest(dtype);
      case BOOL, UNSIGNED -> Combination.highest(dtype);
      case KEY, FLOAT0, TOKEN -> 0L;
    };
  }

  private static void copy(Value in, int from, Value out, int to) {
    switch (in) {
      case Value.Reals r -> Value.reals(out)[to] = r.at(from);
      case Value.Wholes w -> Value.wholes(out)[to] = w.at(from);
    }
  }

  static Value scatter(Indexing.Scatter p, Value x, Value indices, Value updates) {
    ScatterDimensionNumbers n = p.dimensionNumbers();
    Dims shape = updates.shape();
    Dims hidden = n.insertedWindowDims().concat(n.operandBatchingDims());
    Dims windowAxes = Dims.range(x.shape().rank()).without(hidden);
    Dims batchAxes = Dims.range(shape.rank()).without(n.updateWindowDims());
    Dims block = Dims.repeat(1, x.shape().rank());
    for (int i = 0; i < windowAxes.rank(); i++) {
      block = block.with(windowAxes.get(i), shape.get(n.updateWindowDims().get(i)));
    }
    Corners corners =
        new Corners(
            x.shape(),
            block,
            indices,
            n.scatterDimsToOperandDims(),
            n.operandBatchingDims(),
            n.scatterIndicesBatchingDims(),
            p.mode() != Indexing.Mode.CLIP);
    int[] blockOut = offsets(block.at(windowAxes), at(x.shape().strides(), windowAxes));
    int[] blockIn = offsets(block.at(windowAxes), at(shape.strides(), n.updateWindowDims()));
    int[] batchIn = offsets(shape.at(batchAxes), at(shape.strides(), batchAxes));
    Value out = IndexingRules.copy(x);
    Joining joining = Joining.of(p.update(), updates, out);
    for (int b = 0; b < batchIn.length; b++) {
      int corner = corners.of(b);
      for (int w = 0; corner >= 0 && w < blockIn.length; w++) {
        joining.join(batchIn[b] + blockIn[w], corner + blockOut[w]);
      }
    }
    joining.finish();
    return out;
  }

  /// How one update is joined to what is there.
  private sealed interface Joining {
    void join(int from, int to);

    void finish();

    static Joining of(Indexing.Update update, Value updates, Value out) {
      return switch (updates) {
        case Value.Reals r -> new OfReals(Combination.reals(update), r, Value.reals(out));
        case Value.Wholes w ->
            new OfWholes(Combination.wholes(update, w.dtype()), w, Value.wholes(out));
      };
    }
  }

  private static final class OfReals implements Joining {
    private final DoubleBinaryOperator f;
    private final Value.Reals updates;
    private final double[] out;

    OfReals(DoubleBinaryOperator f, Value.Reals updates, double[] out) {
      this.f = f;
      this.updates = updates;
      this.out = out;
    }

    @Override
    public void join(int from, int to) {
      out[to] = f.applyAsDouble(out[to], updates.data()[from]);
    }

    @Override
    public void finish() {
      Rounding.round(out, updates.dtype());
    }
  }

  private static final class OfWholes implements Joining {
    private final LongBinaryOperator f;
    private final Value.Wholes updates;
    private final long[] out;

    OfWholes(LongBinaryOperator f, Value.Wholes updates, long[] out) {
      this.f = f;
      this.updates = updates;
      this.out = out;
    }

    @Override
    public void join(int from, int to) {
      out[to] = f.applyAsLong(out[to], updates.data()[from]);
    }

    @Override
    public void finish() {
      Rounding.wrap(out, updates.dtype());
    }
  }

  private static long[] at(long[] strides, Dims axes) {
    return axes.stream().mapToLong(i -> strides[i]).toArray();
  }

  /// Where the elements of a view lie, in row-major order of its shape.
  private static int[] offsets(Dims shape, long[] strides) {
    int[] offsets = new int[(int) shape.size()];
    Strided.walk(
        shape,
        strides,
        0,
        (packed, place, step, n) -> {
          for (int i = 0; i < n; i++) {
            offsets[packed + i] = place + i * step;
          }
        });
    return offsets;
  }
}
