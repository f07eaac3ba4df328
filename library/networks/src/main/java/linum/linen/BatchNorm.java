package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Normalization;
import linum.nn.Initializer;
import linum.numpy.Jnp;
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
/// @param dtype the type of the result; if null, the common one of input and parameters
/// @param paramDtype the type of the parameters
/// @param useBias whether to add a bias
/// @param useScale whether to multiply by a scale
/// @param biasInit what the bias is made by
/// @param scaleInit what the scale is made by
/// @param axisName the mapped axis over which to average as well; null if there is none
/// @param useFastVariance whether to take the variance in one pass, which is less exact
/// @param forceFloat32Reductions whether statistics of half precision are taken in float32
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
    boolean useFastVariance,
    boolean forceFloat32Reductions)
    implements Layer, Layer2<Array, Boolean, Array> {

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
        true,
        true);
  }

  /// With another useRunningAverage: whether to use the running statistics; null if the call says
  /// so.
  public BatchNorm useRunningAverage(@Nullable Boolean useRunningAverage) {
    return new BatchNorm(
        useRunningAverage,
        axis,
        momentum,
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another axis: the axis of features; all others are reduced.
  public BatchNorm axis(int axis) {
    return new BatchNorm(
        useRunningAverage,
        axis,
        momentum,
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another momentum: how much of the running statistics stays at each update.
  public BatchNorm momentum(double momentum) {
    return new BatchNorm(
        useRunningAverage,
        axis,
        momentum,
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another epsilon: added to the variance.
  public BatchNorm epsilon(double epsilon) {
    return new BatchNorm(
        useRunningAverage,
        axis,
        momentum,
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another dtype: the type of the result; if null, the common one of input and parameters.
  public BatchNorm dtype(@Nullable DType dtype) {
    return new BatchNorm(
        useRunningAverage,
        axis,
        momentum,
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another paramDtype: the type of the parameters.
  public BatchNorm paramDtype(DType paramDtype) {
    return new BatchNorm(
        useRunningAverage,
        axis,
        momentum,
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another useBias: whether to add a bias.
  public BatchNorm useBias(boolean useBias) {
    return new BatchNorm(
        useRunningAverage,
        axis,
        momentum,
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another useScale: whether to multiply by a scale.
  public BatchNorm useScale(boolean useScale) {
    return new BatchNorm(
        useRunningAverage,
        axis,
        momentum,
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another biasInit: what the bias is made by.
  public BatchNorm biasInit(Initializer biasInit) {
    return new BatchNorm(
        useRunningAverage,
        axis,
        momentum,
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another scaleInit: what the scale is made by.
  public BatchNorm scaleInit(Initializer scaleInit) {
    return new BatchNorm(
        useRunningAverage,
        axis,
        momentum,
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another axisName: the mapped axis over which to average as well; null if there is none.
  public BatchNorm axisName(@Nullable String axisName) {
    return new BatchNorm(
        useRunningAverage,
        axis,
        momentum,
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another useFastVariance: whether to take the variance in one pass, which is less exact.
  public BatchNorm useFastVariance(boolean useFastVariance) {
    return new BatchNorm(
        useRunningAverage,
        axis,
        momentum,
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  /// With another forceFloat32Reductions: whether statistics of half precision are taken in
  /// float32.
  public BatchNorm forceFloat32Reductions(boolean forceFloat32Reductions) {
    return new BatchNorm(
        useRunningAverage,
        axis,
        momentum,
        epsilon,
        dtype,
        paramDtype,
        useBias,
        useScale,
        biasInit,
        scaleInit,
        axisName,
        useFastVariance,
        forceFloat32Reductions);
  }

  @Override
  public Array call(Array x) {
    return normalized(x, Linen.mergeParam("useRunningAverage", useRunningAverage, null), null);
  }

  /// @throws IllegalArgumentException if `useRunningAverage` was said before
  @Override
  public Array call(Array x, Boolean useRunningAverage) {
    return call(x, useRunningAverage, null);
  }

  /// With a say in what counts for the statistics.
  ///
  /// @param mask broadcast to `x`: what counts for the statistics; null if all does
  public Array call(Array x, @Nullable Boolean useRunningAverage, @Nullable Array mask) {
    boolean running =
        Linen.mergeParam("useRunningAverage", this.useRunningAverage, useRunningAverage);
    return normalized(x, running, mask);
  }

  private Array normalized(Array x, boolean running, @Nullable Array mask) {
    int[] featureAxes = Normalization.canonical(x.ndim(), axis);
    int[] reductionAxes = Normalization.others(x.ndim(), featureAxes);
    Dims shape = Normalization.lengths(x, featureAxes);
    DType kept = forceFloat32Reductions ? DType.FLOAT32 : paramDtype;
    Variable<Array> mean = variable("batch_stats", "mean", () -> Jnp.zeros(shape, kept));
    Variable<Array> var = variable("batch_stats", "var", () -> Jnp.ones(shape, kept));
    Normalization.Statistics statistics =
        running
            ? new Normalization.Statistics(mean.value(), var.value())
            : Normalization.statistics(x, reductionAxes, dtype, mask, options());
    if (!running && !isInitializing()) {
      mean.update(old -> old.mul(momentum).add(statistics.mean().mul(1 - momentum)));
      var.update(old -> old.mul(momentum).add(statistics.var().mul(1 - momentum)));
    }
    Array scale = useScale ? param("scale", scaleInit, shape, paramDtype) : null;
    Array bias = useBias ? param("bias", biasInit, shape, paramDtype) : null;
    return Normalization.normalize(
        x, statistics, reductionAxes, featureAxes, scale, bias, epsilon, dtype);
  }

  private Normalization.Options options() {
    return Normalization.Options.DEFAULT
        .useFastVariance(useFastVariance)
        .forceFloat32Reductions(forceFloat32Reductions)
        .axisName(isInitializing() ? null : axisName);
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
