package linum.linen;

import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Moments;
import linum.layers.Normalizations;
import linum.layers.SharedMean;
import linum.nn.Initializer;
import linum.numpy.Jnp;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// Normalizes over the batch, and keeps running statistics for when there is none (Ioffe and
/// Szegedy, 2015).
///
/// Parameters `scale` and `bias`; `mean` and `var` in the collection `batch_stats`, which must be
/// mutable while training. Whether to use the running statistics is said once, either here or in
/// the call: `new BatchNorm().apply(x, !train)`. While `init` runs they are not updated.
///
/// @param useRunningAverage whether to use the running statistics; null if the call says so
/// @param axis the axis of features; all others are reduced
/// @param momentum how much of the running statistics stays at each update
/// @param epsilon added to the variance
/// @param dtype the type of the result; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param useBias whether to add a bias
/// @param useScale whether to multiply by a scale
/// @param biasInit what the bias starts from
/// @param scaleInit what the scale starts from
/// @param axisName an axis of `vmap` over which statistics are averaged; null for none
/// @param axisIndexGroups the places of that axis that are averaged with each other; null for all
/// @param useFastVariance whether the variance is `E[x²] - E[x]²`, which is faster and less exact
/// @param forceFloat32Reductions whether statistics of narrower types are computed in `float32`
public record BatchNorm(
    @Nullable Boolean useRunningAverage,
    int axis,
    double momentum,
    double epsilon,
    @Nullable DType dtype,
    DType paramDtype,
    boolean useBias,
    boolean useScale,
    Initializer biasInit,
    Initializer scaleInit,
    @Nullable String axisName,
    @Nullable List<Dims> axisIndexGroups,
    boolean useFastVariance,
    boolean forceFloat32Reductions)
    implements Layer1To3<Boolean, Array> {

  public BatchNorm() {
    this(
        null,
        -1,
        0.99,
        1e-5,
        null,
        DType.FLOAT32,
        true,
        true,
        Initializer.ZEROS,
        Initializer.ONES,
        null,
        null,
        true,
        true);
  }

  public BatchNorm useRunningAverage(@Nullable Boolean useRunningAverage) {
    return with("useRunningAverage", useRunningAverage);
  }

  public BatchNorm axis(int axis) {
    return with("axis", axis);
  }

  public BatchNorm momentum(double momentum) {
    return with("momentum", momentum);
  }

  public BatchNorm epsilon(double epsilon) {
    return with("epsilon", epsilon);
  }

  public BatchNorm dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public BatchNorm paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public BatchNorm useBias(boolean useBias) {
    return with("useBias", useBias);
  }

  public BatchNorm useScale(boolean useScale) {
    return with("useScale", useScale);
  }

  public BatchNorm biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  public BatchNorm scaleInit(Initializer scaleInit) {
    return with("scaleInit", scaleInit);
  }

  public BatchNorm axisName(@Nullable String axisName) {
    return with("axisName", axisName);
  }

  /// `axisIndexGroups(new int[] {0, 1}, new int[] {2, 3})`.
  public BatchNorm axisIndexGroups(int[]... groups) {
    return with("axisIndexGroups", SharedMean.groups(groups));
  }

  public BatchNorm useFastVariance(boolean useFastVariance) {
    return with("useFastVariance", useFastVariance);
  }

  public BatchNorm forceFloat32Reductions(boolean forceFloat32Reductions) {
    return with("forceFloat32Reductions", forceFloat32Reductions);
  }

  private BatchNorm with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(Array x) {
    return normalized(x, Linen.mergeParam("useRunningAverage", useRunningAverage, null), null);
  }

  /// @throws IllegalArgumentException if `useRunningAverage` was said before
  @Override
  public Array call(Array x, Boolean useRunningAverage) {
    boolean running =
        Linen.mergeParam("useRunningAverage", this.useRunningAverage, useRunningAverage);
    return normalized(x, running, null);
  }

  /// @param mask which elements count for the statistics, broadcast against `x`
  @Override
  public Array call(Array x, Boolean useRunningAverage, Array mask) {
    boolean running =
        Linen.mergeParam("useRunningAverage", this.useRunningAverage, useRunningAverage);
    return normalized(x, running, mask);
  }

  private Array normalized(Array x, boolean running, @Nullable Array mask) {
    Dims features = Dims.of(axis);
    Dims reduced = Normalizations.batchAxes(x.ndim(), features);
    Dims shape = Normalizations.featureShape(x.shape(), features);
    DType kept = forceFloat32Reductions ? DType.FLOAT32 : paramDtype;
    Variable<Array> mean = variable("batch_stats", "mean", () -> Jnp.zeros(shape, kept));
    Variable<Array> var = variable("batch_stats", "var", () -> Jnp.ones(shape, kept));
    Moments moments = running ? new Moments(mean.value(), var.value()) : moments(x, reduced, mask);
    if (!running && !isInitializing()) {
      mean.update(old -> Normalizations.running(old, moments.mean(), momentum));
      var.update(old -> Normalizations.running(old, moments.var(), momentum));
    }
    return new ScaleAndBias(features, epsilon, dtype, paramDtype)
        .scale(useScale, scaleInit)
        .bias(useBias, biasInit)
        .normalize(this, x, moments, reduced);
  }

  private Moments moments(Array x, Dims axes, @Nullable Array mask) {
    SharedMean shared = isInitializing() ? null : SharedMean.of(axisName, axisIndexGroups);
    Moments.Options options =
        new Moments.Options(dtype, shared, true, useFastVariance, forceFloat32Reductions);
    return Moments.of(x, axes, mask, options);
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
