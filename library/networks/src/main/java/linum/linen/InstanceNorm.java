package linum.linen;

import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Moments;
import linum.layers.Normalizations;
import linum.layers.SharedMean;
import linum.nn.Initializer;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Normalizes each feature of each example over its other axes (Ulyanov, Vedaldi and Lempitsky,
/// 2016).
///
/// Parameters: `scale` and `bias` with the feature axes.
///
/// @param epsilon added to the variance
/// @param dtype the type of the result; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param useBias whether to add a bias
/// @param useScale whether to multiply by a scale
/// @param biasInit what the bias starts from
/// @param scaleInit what the scale starts from
/// @param featureAxes the axes of scale and bias; not the first one, which is the batch
/// @param axisName an axis of `vmap` over which statistics are averaged; null for none
/// @param axisIndexGroups the places of that axis that are averaged with each other; null for all
/// @param useFastVariance whether the variance is `E[x²] - E[x]²`, which is faster and less exact
/// @param forceFloat32Reductions whether statistics of narrower types are computed in `float32`
public record InstanceNorm(
    double epsilon,
    @Nullable DType dtype,
    DType paramDtype,
    boolean useBias,
    boolean useScale,
    Initializer biasInit,
    Initializer scaleInit,
    Dims featureAxes,
    @Nullable String axisName,
    @Nullable List<Dims> axisIndexGroups,
    boolean useFastVariance,
    boolean forceFloat32Reductions)
    implements Layer1To2<Array> {

  public InstanceNorm() {
    this(
        1e-6,
        null,
        DType.FLOAT32,
        true,
        true,
        Initializer.ZEROS,
        Initializer.ONES,
        Dims.of(-1),
        null,
        null,
        true,
        true);
  }

  public InstanceNorm epsilon(double epsilon) {
    return with("epsilon", epsilon);
  }

  public InstanceNorm dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public InstanceNorm paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public InstanceNorm useBias(boolean useBias) {
    return with("useBias", useBias);
  }

  public InstanceNorm useScale(boolean useScale) {
    return with("useScale", useScale);
  }

  public InstanceNorm biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  public InstanceNorm scaleInit(Initializer scaleInit) {
    return with("scaleInit", scaleInit);
  }

  public InstanceNorm featureAxes(int... featureAxes) {
    return with("featureAxes", Dims.of(featureAxes));
  }

  public InstanceNorm axisName(@Nullable String axisName) {
    return with("axisName", axisName);
  }

  /// `axisIndexGroups(new int[] {0, 1}, new int[] {2, 3})`.
  public InstanceNorm axisIndexGroups(int[]... groups) {
    return with("axisIndexGroups", SharedMean.groups(groups));
  }

  public InstanceNorm useFastVariance(boolean useFastVariance) {
    return with("useFastVariance", useFastVariance);
  }

  public InstanceNorm forceFloat32Reductions(boolean forceFloat32Reductions) {
    return with("forceFloat32Reductions", forceFloat32Reductions);
  }

  private InstanceNorm with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(Array x) {
    return normalized(x, null);
  }

  /// @param mask which elements count for the statistics, broadcast against `x`
  @Override
  public Array call(Array x, Array mask) {
    return normalized(x, mask);
  }

  private Array normalized(Array x, @Nullable Array mask) {
    Dims axes = Normalizations.instanceAxes(x.ndim(), featureAxes);
    return new ScaleAndBias(featureAxes, epsilon, dtype, paramDtype)
        .scale(useScale, scaleInit)
        .bias(useBias, biasInit)
        .normalize(this, x, moments(x, axes, mask), axes);
  }

  private Moments moments(Array x, Dims axes, @Nullable Array mask) {
    Moments.Options options =
        new Moments.Options(
            dtype,
            SharedMean.of(axisName, axisIndexGroups),
            true,
            useFastVariance,
            forceFloat32Reductions);
    return Moments.of(x, axes, mask, options);
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
