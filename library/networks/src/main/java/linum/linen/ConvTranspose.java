package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.layers.ConvGeometry;
import linum.layers.ConvTransposeGeometry;
import linum.layers.Padding;
import linum.nn.Initializer;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// The transpose of a convolution, which makes its input larger by the strides.
///
/// The input is `[batch…, spatial…, features]` with any number of batch axes. Parameters: `kernel`
/// of shape `[window…, in, features]`, or `[window…, features, in]` with `transposeKernel`; `bias`
/// of shape `[features]`.
///
/// @param features how many features the result has
/// @param kernelSize the window, one number for each spatial axis
/// @param strides by how much the input is spread; one number for each spatial axis or for all
/// @param padding `SAME`, `VALID`, `CIRCULAR`, a width or pairs
/// @param kernelDilation the distance of neighbours of the kernel
/// @param useBias whether to add a bias
/// @param mask multiplied with the kernel; null for none
/// @param dtype the type to compute with; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param precision how exactly products are taken where a device can choose; null for its usual
/// @param kernelInit what the kernel starts from
/// @param biasInit what the bias starts from
/// @param transposeKernel whether the kernel is that of the convolution of which this is the
///   transpose
/// @param preferredElementType the type of sums; null for the type that is computed with
public record ConvTranspose(
    int features,
    Dims kernelSize,
    Dims strides,
    Padding padding,
    Dims kernelDilation,
    boolean useBias,
    @Nullable Array mask,
    @Nullable DType dtype,
    DType paramDtype,
    @Nullable Precision precision,
    Initializer kernelInit,
    Initializer biasInit,
    boolean transposeKernel,
    @Nullable DType preferredElementType)
    implements Layer {

  public ConvTranspose(int features, int... kernelSize) {
    this(
        features,
        Dims.of(kernelSize),
        Dims.of(1),
        Padding.Mode.SAME,
        Dims.of(1),
        true,
        null,
        null,
        DType.FLOAT32,
        null,
        Initializer.lecunNormal(),
        Initializer.ZEROS,
        false,
        null);
  }

  public ConvTranspose strides(int... strides) {
    return with("strides", Dims.of(strides));
  }

  public ConvTranspose padding(Padding padding) {
    return with("padding", padding);
  }

  /// `SAME`, `VALID`, `SAME_LOWER`, `CIRCULAR`, `REFLECT` or `CAUSAL`.
  public ConvTranspose padding(String name) {
    return with("padding", Padding.of(name));
  }

  /// As much before and after each spatial axis.
  public ConvTranspose padding(int width) {
    return with("padding", Padding.of(width));
  }

  /// For each spatial axis what is added before and after.
  public ConvTranspose padding(int[]... pairs) {
    return with("padding", Padding.of(pairs));
  }

  public ConvTranspose kernelDilation(int... kernelDilation) {
    return with("kernelDilation", Dims.of(kernelDilation));
  }

  public ConvTranspose useBias(boolean useBias) {
    return with("useBias", useBias);
  }

  public ConvTranspose mask(@Nullable Array mask) {
    return with("mask", mask);
  }

  public ConvTranspose dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public ConvTranspose paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public ConvTranspose precision(@Nullable Precision precision) {
    return with("precision", precision);
  }

  public ConvTranspose kernelInit(Initializer kernelInit) {
    return with("kernelInit", kernelInit);
  }

  public ConvTranspose biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  public ConvTranspose transposeKernel(boolean transposeKernel) {
    return with("transposeKernel", transposeKernel);
  }

  public ConvTranspose preferredElementType(@Nullable DType preferredElementType) {
    return with("preferredElementType", preferredElementType);
  }

  private ConvTranspose with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(Array x) {
    ConvTransposeGeometry geometry =
        new ConvTransposeGeometry(kernelSize, strides, padding, kernelDilation, transposeKernel);
    Dims shape = geometry.kernelShape(x.shape(), features);
    Array kernel = param("kernel", kernelInit, shape, paramDtype);
    Array bias = useBias ? param("bias", biasInit, Dims.of(features), paramDtype) : null;
    Array masked = ConvGeometry.masked(kernel, mask);
    return geometry.apply(x, masked, bias, dtype, precision, preferredElementType);
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
