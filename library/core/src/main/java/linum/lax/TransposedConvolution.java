package linum.lax;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.ConvDimensionNumbers;
import linum.ir.Dims;

/// Convolutions with stride as the transposes of those that make an array smaller: the input is
/// spread by the stride, then convolved.
final class TransposedConvolution {
  private TransposedConvolution() {}

  static Array apply(Array x, Array kernel, Convolution options, boolean transposeKernel) {
    int n = options.strides().rank();
    ConvDimensionNumbers layout =
        options.dimensionNumbers() == null ? channelsLast(n) : options.dimensionNumbers();
    Convolution spread =
        new Convolution(
            Dims.repeat(1, n),
            null,
            pads(kernel, layout, options),
            options.strides(),
            options.rhsDilation(),
            layout,
            options.featureGroupCount(),
            options.batchGroupCount(),
            options.precision(),
            options.preferredElementType());
    Array turned = transposeKernel ? turned(kernel, layout.rhsSpec()) : kernel;
    return spread.apply(x, Ops.convert(turned, x.dtype()));
  }

  private static ConvDimensionNumbers channelsLast(int n) {
    Dims spatial = Dims.range(1, n + 1);
    Dims data = Dims.of(0, n + 1).concat(spatial);
    return new ConvDimensionNumbers(data, Dims.of(n + 1, n).concat(Dims.range(n)), data);
  }

  /// What the convolution of which this is the transpose would take.
  private static Array turned(Array kernel, Dims spec) {
    return Lax.rev(kernel, spec.slice(2, spec.rank()).toArray()).swapaxes(spec.get(0), spec.get(1));
  }

  private static List<Dims> pads(Array kernel, ConvDimensionNumbers layout, Convolution options) {
    if (options.explicit() != null) {
      return options.explicit();
    }
    Dims dilation = options.rhsDilation();
    List<Dims> pads = new ArrayList<>();
    for (int i = 0; i < options.strides().rank(); i++) {
      int taps = kernel.shape(layout.rhsSpec().get(i + 2)) - 1;
      int window = taps * (dilation == null ? 1 : dilation.get(i)) + 1;
      pads.add(pad(window, options.strides().get(i), String.valueOf(options.padding())));
    }
    return pads;
  }

  /// What gives the shape that the forward convolution would take.
  private static Dims pad(int window, int stride, String name) {
    int total = window + stride - 2;
    return switch (name) {
      case "SAME" -> {
        int before = stride > window - 1 ? window - 1 : Math.ceilDiv(total, 2);
        yield Dims.of(before, total - before);
      }
      case "VALID" -> {
        int before = window - 1;
        yield Dims.of(before, total + Math.max(window - stride, 0) - before);
      }
      default ->
          throw new IllegalArgumentException(
              "convTranspose: there is no padding \"%s\"; there are SAME and VALID"
                  .formatted(name));
    };
  }
}
