package linum.linen;

import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Moments;
import linum.layers.SharedMean;
import linum.nn.Initializer;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Divides each example by the root of the mean square of its features (Zhang and Sennrich, 2019).
///
/// Parameter: `scale` with the feature axes.
///
/// @param epsilon added to the variance
/// @param dtype the type of the result; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param useScale whether to multiply by a scale
/// @param scaleInit what the scale starts from
/// @param reductionAxes the axes over which statistics are taken
/// @param featureAxes the axes of the scale
/// @param axisName an axis of `vmap` over which statistics are averaged; null for none
/// @param axisIndexGroups the places of that axis that are averaged with each other; null for all
/// @param useFastVariance whether the variance is `E[x²] - E[x]²`, which is faster and less exact
/// @param forceFloat32Reductions whether statistics of narrower types are computed in `float32`
public record RMSNorm(
    double epsilon,
    @Nullable DType dtype,
    DType paramDtype,
    boolean useScale,
    Initializer scaleInit,
    Dims reductionAxes,
    Dims featureAxes,
    @Nullable String axisName,
    @Nullable List<Dims> axisIndexGroups,
    boolean useFastVariance,
    boolean forceFloat32Reductions)
    implements Layer1To2<Array> {

  public RMSNorm() {
    this(
        1e-6,
        null,
        DType.FLOAT32,
        true,
        Initializer.ONES,
        Dims.of(-1),
        Dims.of(-1),
        null,
        null,
        true,
        true);
  }

  public RMSNorm epsilon(double epsilon) {
    return with("epsilon", epsilon);
  }

  public RMSNorm dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public RMSNorm paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public RMSNorm useScale(boolean useScale) {
    return with("useScale", useScale);
  }

  public RMSNorm scaleInit(Initializer scaleInit) {
    return with("scaleInit", scaleInit);
  }

  public RMSNorm reductionAxes(int... reductionAxes) {
    return with("reductionAxes", Dims.of(reductionAxes));
  }

  public RMSNorm featureAxes(int... featureAxes) {
    return with("featureAxes", Dims.of(featureAxes));
  }

  public RMSNorm axisName(@Nullable String axisName) {
    return with("axisName", axisName);
  }

  /// `axisIndexGroups(new int[] {0, 1}, new int[] {2, 3})`.
  public RMSNorm axisIndexGroups(int[]... groups) {
    return with("axisIndexGroups", SharedMean.groups(groups));
  }

  public RMSNorm useFastVariance(boolean useFastVariance) {
    return with("useFastVariance", useFastVariance);
  }

  public RMSNorm forceFloat32Reductions(boolean forceFloat32Reductions) {
    return with("forceFloat32Reductions", forceFloat32Reductions);
  }

  private RMSNorm with(String component, @Nullable Object value) {
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
    return new ScaleAndBias(featureAxes, epsilon, dtype, paramDtype)
        .scale(useScale, scaleInit)
        .normalize(this, x, moments(x, reductionAxes, mask), reductionAxes);
  }

  private Moments moments(Array x, Dims axes, @Nullable Array mask) {
    Moments.Options options =
        new Moments.Options(
            dtype,
            SharedMean.of(axisName, axisIndexGroups),
            false,
            useFastVariance,
            forceFloat32Reductions);
    return Moments.of(x, axes, mask, options);
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
