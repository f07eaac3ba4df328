package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.layers.ConvGeometry;
import linum.layers.LocalConvs;
import linum.layers.Padding;
import linum.nn.Initializer;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// A convolution with a kernel and a bias for each place of the result.
///
/// The input is `[batch…, spatial…, features]` with any number of batch axes. Parameters: `kernel`
/// of shape `[resultSpatial…, window · in, features]`, `bias` of shape `[resultSpatial…,
/// features]`.
///
/// @param features how many features the result has
/// @param kernelSize the window, one number for each spatial axis
/// @param strides how far the window moves; one number for each spatial axis or for all
/// @param padding what is beyond the borders
/// @param inputDilation the distance of neighbours of the input
/// @param kernelDilation the distance of neighbours of the kernel
/// @param featureGroupCount must be 1
/// @param useBias whether to add a bias
/// @param mask multiplied with the kernel; null for none
/// @param dtype the type to compute with; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param precision how exactly products are taken where a device can choose; null for its usual
/// @param kernelInit what the kernel starts from
/// @param biasInit what the bias starts from
public record ConvLocal(
    int features,
    Dims kernelSize,
    Dims strides,
    Padding padding,
    Dims inputDilation,
    Dims kernelDilation,
    int featureGroupCount,
    boolean useBias,
    @Nullable Array mask,
    @Nullable DType dtype,
    DType paramDtype,
    @Nullable Precision precision,
    Initializer kernelInit,
    Initializer biasInit)
    implements Layer {

  public ConvLocal(int features, int... kernelSize) {
    this(
        features,
        Dims.of(kernelSize),
        Dims.of(1),
        Padding.Mode.SAME,
        Dims.of(1),
        Dims.of(1),
        1,
        true,
        null,
        null,
        DType.FLOAT32,
        null,
        Initializer.lecunNormal(),
        Initializer.ZEROS);
  }

  public ConvLocal strides(int... strides) {
    return with("strides", Dims.of(strides));
  }

  public ConvLocal padding(Padding padding) {
    return with("padding", padding);
  }

  /// `SAME`, `VALID`, `SAME_LOWER`, `CIRCULAR`, `REFLECT` or `CAUSAL`.
  public ConvLocal padding(String name) {
    return with("padding", Padding.of(name));
  }

  /// As much before and after each spatial axis.
  public ConvLocal padding(int width) {
    return with("padding", Padding.of(width));
  }

  /// For each spatial axis what is added before and after.
  public ConvLocal padding(int[]... pairs) {
    return with("padding", Padding.of(pairs));
  }

  public ConvLocal inputDilation(int... inputDilation) {
    return with("inputDilation", Dims.of(inputDilation));
  }

  public ConvLocal kernelDilation(int... kernelDilation) {
    return with("kernelDilation", Dims.of(kernelDilation));
  }

  public ConvLocal featureGroupCount(int featureGroupCount) {
    return with("featureGroupCount", featureGroupCount);
  }

  public ConvLocal useBias(boolean useBias) {
    return with("useBias", useBias);
  }

  public ConvLocal mask(@Nullable Array mask) {
    return with("mask", mask);
  }

  public ConvLocal dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public ConvLocal paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public ConvLocal precision(@Nullable Precision precision) {
    return with("precision", precision);
  }

  public ConvLocal kernelInit(Initializer kernelInit) {
    return with("kernelInit", kernelInit);
  }

  public ConvLocal biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  private ConvLocal with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(Array x) {
    ConvGeometry geometry = geometry();
    Dims shape = LocalConvs.kernelShape(geometry, x, features);
    Array kernel = param("kernel", kernelInit, shape, paramDtype);
    Dims places = LocalConvs.biasShape(geometry, x, features);
    Array bias = useBias ? param("bias", biasInit, places, paramDtype) : null;
    Array masked = ConvGeometry.masked(kernel, mask);
    return LocalConvs.apply(geometry, x, masked, bias, dtype, precision);
  }

  private ConvGeometry geometry() {
    return new ConvGeometry(
        kernelSize, strides, padding, inputDilation, kernelDilation, featureGroupCount);
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
