package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Moments;
import linum.layers.Normalizations;
import linum.nn.Initializer;
import org.jspecify.annotations.Nullable;

/// The last part of a normalization: the parameters `scale` and `bias`, which the module asks for.
///
/// @param featureAxes the axes of the parameters
/// @param scale what the scale starts from; null if there is none
/// @param bias what the bias starts from; null if there is none
record ScaleAndBias(
    Dims featureAxes,
    double epsilon,
    @Nullable DType dtype,
    DType paramDtype,
    @Nullable Initializer scale,
    @Nullable Initializer bias) {

  ScaleAndBias(Dims featureAxes, double epsilon, @Nullable DType dtype, DType paramDtype) {
    this(featureAxes, epsilon, dtype, paramDtype, null, null);
  }

  ScaleAndBias scale(boolean use, Initializer init) {
    return new ScaleAndBias(featureAxes, epsilon, dtype, paramDtype, use ? init : null, bias);
  }

  ScaleAndBias bias(boolean use, Initializer init) {
    return new ScaleAndBias(featureAxes, epsilon, dtype, paramDtype, scale, use ? init : null);
  }

  /// The normalized input of a module.
  ///
  /// @param reductionAxes the axes that the moments lack
  Array normalize(LinenModule module, Array x, Moments moments, Dims reductionAxes) {
    Dims shape = Normalizations.featureShape(x.shape(), featureAxes);
    Array factor = scale == null ? null : module.param("scale", scale, shape, paramDtype);
    Array shift = bias == null ? null : module.param("bias", bias, shape, paramDtype);
    return Normalizations.normalize(
        x, moments, reductionAxes, featureAxes, epsilon, factor, shift, dtype);
  }
}
