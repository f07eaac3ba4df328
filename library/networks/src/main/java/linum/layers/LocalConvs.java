package linum.layers;

import linum.Linum;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.lax.Lax;
import org.jspecify.annotations.Nullable;

/// Convolutions with a kernel and a bias for each place of the result.
public final class LocalConvs {
  private LocalConvs() {}

  /// The spatial axes of the result, then the window with the input features, then the features.
  ///
  /// @throws IllegalArgumentException if the features are in groups
  public static Dims kernelShape(ConvGeometry geometry, Array x, int features) {
    if (geometry.featureGroupCount() != 1) {
      throw new IllegalArgumentException(
          "convLocal: features cannot be in groups, but featureGroupCount is %d\nUse Conv for groups."
              .formatted(geometry.featureGroupCount()));
    }
    int in = x.shape(-1);
    int window = Math.toIntExact(geometry.kernelSize().size()) * in;
    Dims result = resultShape(geometry, x, features);
    return result.slice(1, result.rank() - 1).concat(Dims.of(window, features));
  }

  /// The spatial axes of the result, then the features.
  public static Dims biasShape(ConvGeometry geometry, Array x, int features) {
    Dims result = resultShape(geometry, x, features);
    return result.slice(1, result.rank());
  }

  private static Dims resultShape(ConvGeometry geometry, Array x, int features) {
    Dims kernel = geometry.kernelSize().concat(Dims.of(x.shape(-1), features));
    return Linum.evalShape(
            in ->
                Lax.convGeneralDilated(
                    geometry.padded(geometry.oneBatchAxis(in)),
                    Lax.empty(kernel.toArray(), in.dtype()),
                    geometry.options()),
            x)
        .shape();
  }

  /// The convolution.
  ///
  /// @param kernel of [#kernelShape]
  /// @param bias of [#biasShape]; null for none
  /// @param dtype the type to compute with; null for what the arrays promote to
  public static Array apply(
      ConvGeometry geometry,
      Array x,
      Array kernel,
      @Nullable Array bias,
      @Nullable DType dtype,
      @Nullable Precision precision) {
    DType type = Dtypes.canonicalizeDtype(dtype, x, kernel, bias);
    Array in = geometry.padded(Ops.convert(geometry.oneBatchAxis(x), type));
    Array y =
        Lax.convGeneralDilatedLocal(
            in,
            Ops.convert(kernel, type),
            geometry.kernelSize().toArray(),
            geometry.options().precision(precision));
    Array out = bias == null ? y : y.add(Ops.convert(bias, type).expandDims(0));
    return geometry.batchAxesOf(x, out);
  }
}
