package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Normalization;
import linum.nn.Initializer;
import org.jspecify.annotations.Nullable;

/// Normalizes every example for itself (Ba, Kiros and Hinton, 2016).
///
/// Parameters: `scale` and `bias` of the shape of the feature axes.
///
/// @param epsilon added to the variance
/// @param dtype the type of the result; if null, the common one of input and parameters
/// @param paramDtype the type of the parameters
/// @param useBias whether to add a bias
/// @param useScale whether to multiply by a scale
/// @param biasInit what the bias is made by
/// @param scaleInit what the scale is made by
/// @param reductionAxes the axes that are reduced
/// @param featureAxes the axes that have their own scale and bias
/// @param axisName the mapped axis over which to average as well; null if there is none
/// @param useFastVariance whether to take the variance in one pass, which is less exact
/// @param forceFloat32Reductions whether statistics of half precision are taken in float32
public record LayerNorm(
    double epsilon,
    @Nullable DType dtype,
    DType paramDtype,
    boolean useBias,
    boolean useScale,
    Initializer biasInit,
    Initializer scaleInit,
    Dims reductionAxes,
    Dims featureAxes,
    @Nullable String axisName,
    boolean useFastVariance,
    boolean forceFloat32Reductions)
    implements Layer {

  public LayerNorm() {
    this(
        1e-6,
        null,
        DType.FLOAT32,
        true,
        true,
        Initializer.ZEROS,
        Initializer.ONES,
        Dims.of(-1),
        Dims.of(-1),
        null,
        true,
        true);
  }

  /// With another epsilon: added to the variance.
  public LayerNorm epsilon(double epsilon) {
    return new LayerNorm(
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        reductionAxes,
        featureAxes,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another dtype: the type of the result; if null, the common one of input and parameters.
  public LayerNorm dtype(@Nullable DType dtype) {
    return new LayerNorm(
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        reductionAxes,
        featureAxes,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another paramDtype: the type of the parameters.
  public LayerNorm paramDtype(DType paramDtype) {
    return new LayerNorm(
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        reductionAxes,
        featureAxes,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another useBias: whether to add a bias.
  public LayerNorm useBias(boolean useBias) {
    return new LayerNorm(
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        reductionAxes,
        featureAxes,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another useScale: whether to multiply by a scale.
  public LayerNorm useScale(boolean useScale) {
    return new LayerNorm(
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        reductionAxes,
        featureAxes,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another biasInit: what the bias is made by.
  public LayerNorm biasInit(Initializer biasInit) {
    return new LayerNorm(
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        reductionAxes,
        featureAxes,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another scaleInit: what the scale is made by.
  public LayerNorm scaleInit(Initializer scaleInit) {
    return new LayerNorm(
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        reductionAxes,
        featureAxes,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another reductionAxes: the axes that are reduced.
  public LayerNorm reductionAxes(Dims reductionAxes) {
    return new LayerNorm(
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        reductionAxes,
        featureAxes,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another featureAxes: the axes that have their own scale and bias.
  public LayerNorm featureAxes(Dims featureAxes) {
    return new LayerNorm(
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        reductionAxes,
        featureAxes,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another axisName: the mapped axis over which to average as well; null if there is none.
  public LayerNorm axisName(@Nullable String axisName) {
    return new LayerNorm(
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        reductionAxes,
        featureAxes,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another useFastVariance: whether to take the variance in one pass, which is less exact.
  public LayerNorm useFastVariance(boolean useFastVariance) {
    return new LayerNorm(
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        reductionAxes,
        featureAxes,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another forceFloat32Reductions: whether statistics of half precision are taken in
  /// float32.
  public LayerNorm forceFloat32Reductions(boolean forceFloat32Reductions) {
    return new LayerNorm(
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        reductionAxes,
        featureAxes,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  @Override
  public Array call(Array x) {
    return call(x, null);
  }

  /// With a say in what counts for the statistics.
  ///
  /// @param mask broadcast to `x`: what counts for the statistics; null if all does
  public Array call(Array x, @Nullable Array mask) {
    int[] reduced = Normalization.canonical(x.ndim(), reductionAxes.toArray());
    int[] features = Normalization.canonical(x.ndim(), featureAxes.toArray());
    Normalization.Options options =
        Normalization.Options.DEFAULT
            .useFastVariance(useFastVariance)
            .forceFloat32Reductions(forceFloat32Reductions)
            .axisName(axisName);
    Normalization.Statistics statistics =
        Normalization.statistics(x, reduced, dtype, mask, options);
    Dims shape = Normalization.lengths(x, features);
    Array scale = useScale ? param("scale", scaleInit, shape, paramDtype) : null;
    Array bias = useBias ? param("bias", biasInit, shape, paramDtype) : null;
    return Normalization.normalize(x, statistics, reduced, features, scale, bias, epsilon, dtype);
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
