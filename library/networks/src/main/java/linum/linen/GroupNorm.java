package linum.linen;

import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Groups;
import linum.layers.Moments;
import linum.layers.SharedMean;
import linum.nn.Initializer;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Normalizes groups of features of each example together (Wu and He, 2018): `new GroupNorm(8)` has
/// 8 groups, `new GroupNorm().groupSize(16)` as many as there are 16 features for.
///
/// Parameters: `scale` and `bias` of shape `[features]`.
///
/// @param numGroups how many groups there are; null if their size is given
/// @param groupSize how many features a group has; null if their number is given
/// @param epsilon added to the variance
/// @param dtype the type of the result; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param useBias whether to add a bias
/// @param useScale whether to multiply by a scale
/// @param biasInit what the bias starts from
/// @param scaleInit what the scale starts from
/// @param reductionAxes the axes over which statistics are taken, the last among them; null for all
///   but the first
/// @param axisName an axis of `vmap` over which statistics are averaged; null for none
/// @param axisIndexGroups the places of that axis that are averaged with each other; null for all
/// @param useFastVariance whether the variance is `E[x²] - E[x]²`, which is faster and less exact
/// @param forceFloat32Reductions whether statistics of narrower types are computed in `float32`
public record GroupNorm(
    @Nullable Integer numGroups,
    @Nullable Integer groupSize,
    double epsilon,
    @Nullable DType dtype,
    DType paramDtype,
    boolean useBias,
    boolean useScale,
    Initializer biasInit,
    Initializer scaleInit,
    @Nullable Dims reductionAxes,
    @Nullable String axisName,
    @Nullable List<Dims> axisIndexGroups,
    boolean useFastVariance,
    boolean forceFloat32Reductions)
    implements Layer1To2<Array> {

  public GroupNorm() {
    this(
        32,
        null,
        1e-6,
        null,
        DType.FLOAT32,
        true,
        true,
        Initializer.ZEROS,
        Initializer.ONES,
        null,
        null,
        null,
        true,
        true);
  }

  public GroupNorm(int numGroups) {
    this(
        numGroups,
        null,
        1e-6,
        null,
        DType.FLOAT32,
        true,
        true,
        Initializer.ZEROS,
        Initializer.ONES,
        null,
        null,
        null,
        true,
        true);
  }

  public GroupNorm epsilon(double epsilon) {
    return with("epsilon", epsilon);
  }

  public GroupNorm dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public GroupNorm paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public GroupNorm useBias(boolean useBias) {
    return with("useBias", useBias);
  }

  public GroupNorm useScale(boolean useScale) {
    return with("useScale", useScale);
  }

  public GroupNorm biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  public GroupNorm scaleInit(Initializer scaleInit) {
    return with("scaleInit", scaleInit);
  }

  public GroupNorm reductionAxes(int... reductionAxes) {
    return with("reductionAxes", Dims.of(reductionAxes));
  }

  public GroupNorm axisName(@Nullable String axisName) {
    return with("axisName", axisName);
  }

  /// `axisIndexGroups(new int[] {0, 1}, new int[] {2, 3})`.
  public GroupNorm axisIndexGroups(int[]... groups) {
    return with("axisIndexGroups", SharedMean.groups(groups));
  }

  public GroupNorm useFastVariance(boolean useFastVariance) {
    return with("useFastVariance", useFastVariance);
  }

  public GroupNorm forceFloat32Reductions(boolean forceFloat32Reductions) {
    return with("forceFloat32Reductions", forceFloat32Reductions);
  }

  /// With another number of groups, of whatever size.
  public GroupNorm numGroups(int numGroups) {
    return with("groupSize", null).with("numGroups", numGroups);
  }

  /// With groups of another size, as many as there are.
  public GroupNorm groupSize(int groupSize) {
    return with("numGroups", null).with("groupSize", groupSize);
  }

  private GroupNorm with(String component, @Nullable Object value) {
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
    Dims axes =
        reductionAxes == null
            ? Groups.reductionAxes(x.ndim())
            : Groups.reductionAxes(x.ndim(), reductionAxes);
    Dims expanded = axes.slice(0, axes.rank() - 1);
    return new ScaleAndBias(Dims.of(-1), epsilon, dtype, paramDtype)
        .scale(useScale, scaleInit)
        .bias(useBias, biasInit)
        .normalize(this, x, moments(x, axes, mask), expanded);
  }

  private Moments moments(Array x, Dims axes, @Nullable Array mask) {
    Moments.Options options =
        new Moments.Options(
            dtype,
            SharedMean.of(axisName, axisIndexGroups),
            true,
            useFastVariance,
            forceFloat32Reductions);
    return Groups.of(x.shape(-1), numGroups, groupSize).moments(x, axes, mask, options);
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
