package linum.ir;

import java.util.function.Supplier;
import java.util.stream.Stream;

/// The typing rule of convolutions.
final class ConvTyping {
  private ConvTyping() {}

  static Aval infer(Contraction.Conv c, Aval lhs, Aval rhs) {
    ConvDimensionNumbers n = c.dimensionNumbers();
    int spatial = lhs.rank() - 2;
    check(
        lhs.rank() == rhs.rank()
            && spatial >= 0
            && n.lhsSpec().isPermutationOf(lhs.rank())
            && n.rhsSpec().isPermutationOf(lhs.rank())
            && n.outSpec().isPermutationOf(lhs.rank())
            && c.windowStrides().rank() == spatial
            && c.paddingLow().rank() == spatial
            && c.paddingHigh().rank() == spatial
            && c.lhsDilation().rank() == spatial
            && c.rhsDilation().rank() == spatial,
        () ->
            "conv_general_dilated: operands %s and %s, %s and one stride, padding and dilation per spatial axis do not fit together"
                .formatted(lhs, rhs, n));
    Dims x = lhs.shape().at(n.lhsSpec());
    Dims w = rhs.shape().at(n.rhsSpec());
    check(
        Stream.of(c.windowStrides(), c.lhsDilation(), c.rhsDilation())
            .flatMapToInt(Dims::stream)
            .allMatch(d -> d > 0),
        () ->
            "conv_general_dilated: strides %s and dilations %s, %s must be positive"
                .formatted(c.windowStrides(), c.lhsDilation(), c.rhsDilation()));
    check(
        c.featureGroupCount() == 1 || c.batchGroupCount() == 1,
        () ->
            "conv_general_dilated: feature_group_count %d and batch_group_count %d cannot both be above 1"
                .formatted(c.featureGroupCount(), c.batchGroupCount()));
    int groups = c.featureGroupCount();
    check(
        groups > 0 && x.get(1) == w.get(1) * groups && w.get(0) % groups == 0,
        () ->
            "conv_general_dilated: input %s has %d features, but kernel %s takes %d in each of %d groups and makes %d"
                .formatted(lhs, x.get(1), rhs, w.get(1), groups, w.get(0)));
    int batches = c.batchGroupCount();
    check(
        batches > 0 && x.get(0) % batches == 0 && w.get(0) % batches == 0,
        () ->
            "conv_general_dilated: batch_group_count %d does not divide the batch of %s and the output features of %s"
                .formatted(batches, lhs, rhs));
    Dims out = Dims.of(x.get(0) / batches, w.get(0));
    for (int i = 0; i < spatial; i++) {
      out = out.insert(i + 2, outSize(c, i, x.get(i + 2), w.get(i + 2)));
    }
    DType dtype = c.preferredElementType() == null ? lhs.dtype() : c.preferredElementType();
    return new Aval(dtype, out.at(n.outSpec().inverse()), lhs.weak() && rhs.weak());
  }

  private static int outSize(Contraction.Conv c, int i, int x, int w) {
    int padded =
        dilated(x, c.lhsDilation().get(i)) + c.paddingLow().get(i) + c.paddingHigh().get(i);
    int window = dilated(w, c.rhsDilation().get(i));
    return padded < window || padded <= 0 ? 0 : (padded - window) / c.windowStrides().get(i) + 1;
  }

  static int dilated(int size, int dilation) {
    return size == 0 ? 0 : (size - 1) * dilation + 1;
  }

  private static void check(boolean ok, Supplier<String> message) {
    if (!ok) {
      throw new IllegalArgumentException(message.get());
    }
  }
}
