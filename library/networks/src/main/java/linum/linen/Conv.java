package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.layers.ConvFunction;
import linum.layers.ConvGeometry;
import linum.layers.Padding;
import linum.layers.PromoteDtype;
import linum.layers.Substitutes;
import linum.nn.Initializer;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// A convolution: `new Conv(32, 3, 3).strides(2, 2)` has 32 features and a window of three by
/// three.
///
/// The input is `[batch…, spatial…, features]` with any number of batch axes; there are as many
/// spatial axes as numbers in the window. Parameters: `kernel` of shape `[window…, in /
/// featureGroupCount, features]`, `bias` of shape `[features]`.
///
/// @param features how many features the result has
/// @param kernelSize the window, one number for each spatial axis
/// @param strides how far the window moves; one number for each spatial axis or for all
/// @param padding what is beyond the borders
/// @param inputDilation the distance of neighbours of the input
/// @param kernelDilation the distance of neighbours of the kernel
/// @param featureGroupCount into how many groups the features are cut that do not see each other
/// @param useBias whether to add a bias
/// @param mask multiplied with the kernel; null for none
/// @param dtype the type to compute with; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param precision how exactly products are taken where a device can choose; null for its usual
/// @param kernelInit what the kernel starts from
/// @param biasInit what the bias starts from
/// @param promoteDtype brings input and parameters to the types to compute with; null for promotion
///   to `dtype`
/// @param convGeneralDilated convolves; null for `Lax.convGeneralDilated`
public record Conv(
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
    Initializer biasInit,
    @Nullable PromoteDtype promoteDtype,
    @Nullable ConvFunction convGeneralDilated)
    implements Layer {

  public Conv(int features, int... kernelSize) {
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
        Initializer.ZEROS,
        null,
        null);
  }

  public Conv strides(int... strides) {
    return with("strides", Dims.of(strides));
  }

  public Conv padding(Padding padding) {
    return with("padding", padding);
  }

  /// `SAME`, `VALID`, `SAME_LOWER`, `CIRCULAR`, `REFLECT` or `CAUSAL`.
  public Conv padding(String name) {
    return with("padding", Padding.of(name));
  }

  /// As much before and after each spatial axis.
  public Conv padding(int width) {
    return with("padding", Padding.of(width));
  }

  /// For each spatial axis what is added before and after.
  public Conv padding(int[]... pairs) {
    return with("padding", Padding.of(pairs));
  }

  public Conv inputDilation(int... inputDilation) {
    return with("inputDilation", Dims.of(inputDilation));
  }

  public Conv kernelDilation(int... kernelDilation) {
    return with("kernelDilation", Dims.of(kernelDilation));
  }

  public Conv featureGroupCount(int featureGroupCount) {
    return with("featureGroupCount", featureGroupCount);
  }

  public Conv useBias(boolean useBias) {
    return with("useBias", useBias);
  }

  public Conv mask(@Nullable Array mask) {
    return with("mask", mask);
  }

  public Conv dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public Conv paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public Conv precision(@Nullable Precision precision) {
    return with("precision", precision);
  }

  public Conv kernelInit(Initializer kernelInit) {
    return with("kernelInit", kernelInit);
  }

  public Conv biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  public Conv promoteDtype(@Nullable PromoteDtype promoteDtype) {
    return with("promoteDtype", promoteDtype);
  }

  public Conv convGeneralDilated(@Nullable ConvFunction convGeneralDilated) {
    return with("convGeneralDilated", convGeneralDilated);
  }

  private Conv with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(Array x) {
    ConvGeometry geometry = geometry();
    Dims shape = geometry.kernelShape(geometry.checked(x).shape(), features);
    Array kernel = param("kernel", kernelInit, shape, paramDtype);
    Array bias = useBias ? param("bias", biasInit, Dims.of(features), paramDtype) : null;
    Array masked = ConvGeometry.masked(kernel, mask);
    return geometry.apply(
        x,
        masked,
        bias,
        dtype,
        precision,
        Substitutes.convolving(promoteDtype, convGeneralDilated));
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
