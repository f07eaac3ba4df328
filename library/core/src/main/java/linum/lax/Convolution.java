package linum.lax;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.core.Trace;
import linum.ir.Contraction;
import linum.ir.ConvDimensionNumbers;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import org.jspecify.annotations.Nullable;

/// The options of a convolution: JAX's keyword arguments of `conv_general_dilated`.
///
/// @param strides how far the window moves along each spatial axis
/// @param padding `SAME`, `SAME_LOWER` or `VALID`; null if `explicit` says it
/// @param explicit for each spatial axis how much is added before and after
/// @param lhsDilation the distance of neighbours of the input; null for 1
/// @param rhsDilation the distance of neighbours of the kernel; null for 1
/// @param dimensionNumbers which axis means what; null for batch, feature, spatial axes
public record Convolution(
    Dims strides,
    @Nullable String padding,
    @Nullable List<Dims> explicit,
    @Nullable Dims lhsDilation,
    @Nullable Dims rhsDilation,
    @Nullable ConvDimensionNumbers dimensionNumbers,
    int featureGroupCount,
    int batchGroupCount,
    @Nullable Precision precision,
    @Nullable DType preferredElementType) {

  /// Without padding.
  public static Convolution strides(int... strides) {
    return new Convolution(Dims.of(strides), "VALID", null, null, null, null, 1, 1, null, null);
  }

  public Convolution padding(String name) {
    return new Convolution(
        strides,
        name,
        null,
        lhsDilation,
        rhsDilation,
        dimensionNumbers,
        featureGroupCount,
        batchGroupCount,
        precision,
        preferredElementType);
  }

  /// For each spatial axis how much is added before and after; negative numbers cut off.
  public Convolution padding(int[][] pairs) {
    return new Convolution(
        strides,
        null,
        Arrays.stream(pairs).map(Dims::of).toList(),
        lhsDilation,
        rhsDilation,
        dimensionNumbers,
        featureGroupCount,
        batchGroupCount,
        precision,
        preferredElementType);
  }

  public Convolution lhsDilation(int... dilation) {
    return new Convolution(
        strides,
        padding,
        explicit,
        Dims.of(dilation),
        rhsDilation,
        dimensionNumbers,
        featureGroupCount,
        batchGroupCount,
        precision,
        preferredElementType);
  }

  public Convolution rhsDilation(int... dilation) {
    return new Convolution(
        strides,
        padding,
        explicit,
        lhsDilation,
        Dims.of(dilation),
        dimensionNumbers,
        featureGroupCount,
        batchGroupCount,
        precision,
        preferredElementType);
  }

  /// Layouts such as `NHWC`, `HWIO`, `NHWC`: N batch, C feature, O and I output and input features
  /// of the kernel, anything else spatial.
  public Convolution dimensionNumbers(String lhs, String rhs, String out) {
    return dimensionNumbers(layout(lhs, rhs, out));
  }

  public Convolution dimensionNumbers(ConvDimensionNumbers numbers) {
    return new Convolution(
        strides,
        padding,
        explicit,
        lhsDilation,
        rhsDilation,
        numbers,
        featureGroupCount,
        batchGroupCount,
        precision,
        preferredElementType);
  }

  public Convolution featureGroupCount(int groups) {
    return new Convolution(
        strides,
        padding,
        explicit,
        lhsDilation,
        rhsDilation,
        dimensionNumbers,
        groups,
        batchGroupCount,
        precision,
        preferredElementType);
  }

  public Convolution batchGroupCount(int groups) {
    return new Convolution(
        strides,
        padding,
        explicit,
        lhsDilation,
        rhsDilation,
        dimensionNumbers,
        featureGroupCount,
        groups,
        precision,
        preferredElementType);
  }

  /// The type of the sums and of the result; null for that of the operands.
  public Convolution preferredElementType(@Nullable DType dtype) {
    return new Convolution(
        strides,
        padding,
        explicit,
        lhsDilation,
        rhsDilation,
        dimensionNumbers,
        featureGroupCount,
        batchGroupCount,
        precision,
        dtype);
  }

  /// How exactly products are taken where a device can choose.
  public Convolution precision(@Nullable Precision newPrecision) {
    return new Convolution(
        strides,
        padding,
        explicit,
        lhsDilation,
        rhsDilation,
        dimensionNumbers,
        featureGroupCount,
        batchGroupCount,
        newPrecision,
        preferredElementType);
  }

  Array apply(Array x, Array kernel) {
    int n = strides.rank();
    Dims ones = Dims.repeat(1, n);
    ConvDimensionNumbers d = layout(n);
    if (x.ndim() != n + 2 || kernel.ndim() != n + 2) {
      throw new IllegalArgumentException(
          "conv: %d strides fit arrays with %d axes, got %s and a kernel %s"
              .formatted(n, n + 2, x.aval(), kernel.aval()));
    }
    Dims left = lhsDilation == null ? ones : lhsDilation;
    Dims right = rhsDilation == null ? ones : rhsDilation;
    int[][] pads = pads(x.shape().at(d.lhsSpec()), kernel.shape().at(d.rhsSpec()), left, right);
    return Trace.bind(
        new Contraction.Conv(
            strides,
            Dims.of(pads[0]),
            Dims.of(pads[1]),
            left,
            right,
            d,
            featureGroupCount,
            batchGroupCount,
            precision,
            preferredElementType),
        x,
        kernel);
  }

  /// The asked layout, or batch, feature and spatial axes in this order.
  ConvDimensionNumbers layout(int spatial) {
    Dims inOrder = Dims.range(spatial + 2);
    return dimensionNumbers != null
        ? dimensionNumbers
        : new ConvDimensionNumbers(inOrder, inOrder, inOrder);
  }

  private int[][] pads(Dims x, Dims kernel, Dims left, Dims right) {
    int n = strides.rank();
    if (padding == null && explicit != null) {
      List<Dims> pairs = explicit;
      if (pairs.size() != n) {
        throw new IllegalArgumentException(
            "conv: %d pairs of padding for %d spatial axes".formatted(pairs.size(), n));
      }
      return new int[][] {
        IntStream.range(0, n).map(i -> pairs.get(i).get(0)).toArray(),
        IntStream.range(0, n).map(i -> pairs.get(i).get(1)).toArray()
      };
    }
    Dims sizes = dilated(x, left);
    Dims window = dilated(kernel, right);
    return Windows.padding(padding == null ? "VALID" : padding, sizes, window, strides);
  }

  /// The spatial sizes with room between neighbours.
  private static Dims dilated(Dims shape, Dims dilation) {
    return Dims.of(
        IntStream.range(0, dilation.rank())
            .map(i -> Math.max(0, (shape.get(i + 2) - 1) * dilation.get(i) + 1)));
  }

  static ConvDimensionNumbers layout(String lhs, String rhs, String out) {
    String spatial = lhs.replace("N", "").replace("C", "");
    return new ConvDimensionNumbers(
        order(lhs, "NC" + spatial), order(rhs, "OI" + spatial), order(out, "NC" + spatial));
  }

  private static Dims order(String layout, String wanted) {
    if (layout.length() != wanted.length() || wanted.chars().anyMatch(c -> layout.indexOf(c) < 0)) {
      throw new IllegalArgumentException(
          "conv: the layout \"%s\" must have the letters of \"%s\", each once"
              .formatted(layout, wanted));
    }
    return Dims.of(wanted.chars().map(layout::indexOf));
  }
}
