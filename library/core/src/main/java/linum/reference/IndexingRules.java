package linum.reference;

import linum.ir.Aval;
import linum.ir.Dims;
import linum.ir.Indexing;

/// Reading and writing at computed places.
final class IndexingRules {
  private IndexingRules() {}

  static Value apply(Indexing indexing, Value[] in, Aval out) {
    return switch (indexing) {
      case Indexing.DynamicSlice p -> {
        Dims start = starts(in, 1, p.sliceSizes());
        yield MovementRules.slice(in[0], p.sliceSizes(), start, Dims.repeat(1, start.rank()));
      }
      case Indexing.DynamicUpdateSlice _ -> update(in[0], in[1], starts(in, 2, in[1].shape()));
      case Indexing.Gather p -> GatherScatter.gather(p, in[0], in[1], out);
      case Indexing.Scatter p -> GatherScatter.scatter(p, in[0], in[1], in[2]);
    };
  }

  /// The start operands, moved so that a block of the given sizes lies inside the first operand.
  private static Dims starts(Value[] in, int first, Dims sizes) {
    int[] starts = new int[sizes.rank()];
    for (int i = 0; i < starts.length; i++) {
      int last = in[0].shape().get(i) - sizes.get(i);
      starts[i] = Math.clamp(Value.intScalar(in[first + i]), 0, last);
    }
    return Dims.of(starts);
  }

  private static Value update(Value x, Value block, Dims start) {
    Value out = copy(x);
    long[] strides = x.shape().strides();
    long offset = 0;
    for (int i = 0; i < strides.length; i++) {
      offset += strides[i] * start.get(i);
    }
    Strided.scatter(block, out, strides, offset);
    return out;
  }

  static Value copy(Value x) {
    return switch (x) {
      case Value.Reals r -> new Value.Reals(r.dtype(), r.shape(), r.data().clone());
      case Value.Wholes w -> new Value.Wholes(w.dtype(), w.shape(), w.data().clone());
    };
  }
}
