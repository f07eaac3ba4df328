package linum.transform;

import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Contraction;
import linum.ir.Dims;

/// Sums of products of many examples at once.
final class BatchContraction {
  private BatchContraction() {}

  static List<Batched> apply(Contraction contraction, List<Batched> in, BatchAxis axis) {
    return switch (contraction) {
      case Contraction.DotGeneral p -> List.of(Batched.mapped(dot(p, in.get(0), in.get(1))));
      case Contraction.RaggedDot p -> BatchRules.oneByOne(p, in, axis);
      case Contraction.Conv p -> List.of(Batched.mapped(conv(p, in.get(0), in.get(1), axis)));
    };
  }

  // With both operands mapped, the axis is one more batch axis; else it is a free axis of the one
  // that
  // is, and the other is used as it is.
  private static Array dot(Contraction.DotGeneral p, Batched x, Batched y) {
    int left = x.mapped() ? 1 : 0;
    int right = y.mapped() ? 1 : 0;
    Dims lhsBatch = p.lhsBatch().plus(left);
    Dims rhsBatch = p.rhsBatch().plus(right);
    boolean both = x.mapped() && y.mapped();
    Array out =
        Ops.dot(
            p.withAxes(
                p.lhsContracting().plus(left),
                p.rhsContracting().plus(right),
                both ? lhsBatch.insert(0, 0) : lhsBatch,
                both ? rhsBatch.insert(0, 0) : rhsBatch),
            x.array(),
            y.array());
    int at = both ? 0 : p.lhsBatch().rank() + (x.mapped() ? 0 : p.lhsFree(x.rank()).rank());
    return Ops.moveaxis(out, at, 0);
  }

  private static Array conv(Contraction.Conv p, Batched x, Batched w, BatchAxis axis) {
    if (axis.size() == 0) {
      return Ops.zeros(axis.full(p.infer(List.of(x.example(), w.example())).getFirst()));
    }
    int groups = Math.max(p.featureGroupCount(), p.batchGroupCount());
    int lhsBatch = p.dimensionNumbers().lhsSpec().get(0);
    int lhsFeature = p.dimensionNumbers().lhsSpec().get(1);
    int kernels = p.dimensionNumbers().rhsSpec().get(0);
    int outBatch = p.dimensionNumbers().outSpec().get(0);
    int outFeature = p.dimensionNumbers().outSpec().get(1);
    if (x.mapped() && w.mapped()) {
      boolean byBatch = p.batchGroupCount() > 1;
      Array out =
          Trace.bind(
              byBatch
                  ? grouped(p, p.featureGroupCount(), p.batchGroupCount() * axis.size())
                  : grouped(p, p.featureGroupCount() * axis.size(), 1),
              into(x.array(), byBatch ? lhsBatch : lhsFeature, 1),
              into(w.array(), kernels, 1));
      return outOf(out, outFeature, 1, axis.size());
    }
    if (x.mapped()) {
      Array out = Trace.bind(p, into(x.array(), lhsBatch, p.batchGroupCount()), w.array());
      return outOf(out, outBatch, 1, axis.size());
    }
    Array out = Trace.bind(p, x.array(), into(w.array(), kernels, groups));
    return outOf(out, outFeature, groups, axis.size());
  }

  private static Contraction.Conv grouped(Contraction.Conv p, int features, int batches) {
    return new Contraction.Conv(
        p.windowStrides(),
        p.paddingLow(),
        p.paddingHigh(),
        p.lhsDilation(),
        p.rhsDilation(),
        p.dimensionNumbers(),
        features,
        batches,
        p.precision(),
        p.preferredElementType());
  }

  /// The axis in front folded into an axis of the example, inside of `outer` groups of its
  /// elements.
  private static Array into(Array x, int at, int outer) {
    int size = x.shape(0);
    Dims example = x.shape().without(0);
    Dims split = example.with(at, example.get(at) / outer).insert(at, outer);
    Array grouped = Ops.moveaxis(Ops.reshape(x, split.insert(0, size)), 0, at + 1);
    return Ops.reshape(grouped, example.with(at, example.get(at) * size));
  }

  /// What [#into] folded, brought to the front.
  private static Array outOf(Array x, int at, int outer, int size) {
    int inner = x.shape(at) / (outer * size);
    Dims split =
        Dims.of(IntStream.of(outer, size, inner)).concat(x.shape().slice(at + 1, x.ndim()));
    Array apart = Ops.reshape(x, x.shape().slice(0, at).concat(split));
    Array front = Ops.moveaxis(apart, at + 1, 0);
    return Ops.reshape(front, x.shape().with(at, outer * inner).insert(0, size));
  }
}
