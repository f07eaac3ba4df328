package linum.lax;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.Contraction;
import linum.ir.ConvDimensionNumbers;
import linum.ir.DType;
import linum.ir.Dims;

/// The windows of a convolution as an array, and convolutions whose kernel differs from place to
/// place.
final class Patches {
  private Patches() {}

  /// Each window flattened into the feature axis, input features first.
  static Array patches(Array x, Dims filter, Convolution options) {
    ConvDimensionNumbers layout = options.layout(filter.rank());
    int features = x.shape(layout.lhsSpec().get(1));
    int taps = Math.toIntExact(filter.size());
    Array one = Ops.convert(Lax.eq(row(taps), column(taps)), x.dtype());
    Array picking =
        one.reshape(Dims.of(taps, 1).concat(filter))
            .broadcastTo(Dims.of(features, taps, 1).concat(filter))
            .reshape(Dims.of(features * taps, 1).concat(filter));
    Dims place = layout.rhsSpec().inverse();
    return options
        .dimensionNumbers(layout)
        .featureGroupCount(features)
        .apply(x, Ops.transpose(picking, place));
  }

  private static Array row(int n) {
    return Lax.broadcastedIota(DType.INT32, new int[] {n, n}, 0);
  }

  private static Array column(int n) {
    return Lax.broadcastedIota(DType.INT32, new int[] {n, n}, 1);
  }

  static Array local(Array x, Array kernel, Dims filter, Convolution options) {
    int n = filter.rank();
    ConvDimensionNumbers layout = options.layout(n);
    Array windows = patches(x, filter, options.preferredElementType(null));
    List<Integer> spatial =
        IntStream.range(2, n + 2)
            .boxed()
            .sorted(Comparator.comparingInt(i -> layout.rhsSpec().get(i)))
            .toList();
    Dims left = Dims.of(spatial.stream().mapToInt(i -> layout.outSpec().get(i)));
    Dims right = Dims.of(spatial.stream().mapToInt(i -> layout.rhsSpec().get(i)));
    DType type =
        options.preferredElementType() == null ? x.dtype() : options.preferredElementType();
    Array out =
        Ops.dot(
            new Contraction.DotGeneral(
                Dims.of(layout.outSpec().get(1)),
                Dims.of(layout.rhsSpec().get(1)),
                left,
                right,
                options.precision(),
                type),
            windows,
            kernel);
    // Places, then batch, then features; wanted is the layout of the result.
    Dims order = left.concat(Dims.of(layout.outSpec().get(0), layout.outSpec().get(1)));
    return Ops.transpose(out, order.inverse());
  }
}
