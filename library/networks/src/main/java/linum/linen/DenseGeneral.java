package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.layers.DenseAxes;
import linum.layers.DotGeneralFunction;
import linum.layers.PromoteDtype;
import linum.layers.Substitutes;
import linum.nn.Initializer;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// An affine map of any axes, independently along leading batch axes: `new DenseGeneral(8,
/// 64).axis(-2, -1)` takes the last two axes to two new ones.
///
/// Parameters: `kernel` with the batch axes, the contracted axes and the features, `bias` with the
/// batch axes and the features. They start as if inputs were one axis and features another.
///
/// @param features the sizes of the new axes, which come last
/// @param axis the axes that are contracted
/// @param batchDims leading axes that have a kernel for each place
/// @param useBias whether to add a bias
/// @param dtype the type to compute with; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param kernelInit what the kernel starts from
/// @param biasInit what the bias starts from
/// @param precision how exactly products are taken where a device can choose; null for its usual
/// @param promoteDtype brings input and parameters to the types to compute with; null for promotion
///   to `dtype`
/// @param dotGeneral multiplies; null for `Lax.dotGeneral`
public record DenseGeneral(
    Dims features,
    Dims axis,
    Dims batchDims,
    boolean useBias,
    @Nullable DType dtype,
    DType paramDtype,
    Initializer kernelInit,
    Initializer biasInit,
    @Nullable Precision precision,
    @Nullable PromoteDtype promoteDtype,
    @Nullable DotGeneralFunction dotGeneral)
    implements Layer {

  public DenseGeneral(int... features) {
    this(
        Dims.of(features),
        Dims.of(-1),
        Dims.NONE,
        true,
        null,
        DType.FLOAT32,
        Initializer.lecunNormal(),
        Initializer.ZEROS,
        null,
        null,
        null);
  }

  public DenseGeneral axis(int... axis) {
    return with("axis", Dims.of(axis));
  }

  public DenseGeneral batchDims(int... batchDims) {
    return with("batchDims", Dims.of(batchDims));
  }

  public DenseGeneral useBias(boolean useBias) {
    return with("useBias", useBias);
  }

  public DenseGeneral dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public DenseGeneral paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public DenseGeneral kernelInit(Initializer kernelInit) {
    return with("kernelInit", kernelInit);
  }

  public DenseGeneral biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  public DenseGeneral precision(@Nullable Precision precision) {
    return with("precision", precision);
  }

  public DenseGeneral promoteDtype(@Nullable PromoteDtype promoteDtype) {
    return with("promoteDtype", promoteDtype);
  }

  public DenseGeneral dotGeneral(@Nullable DotGeneralFunction dotGeneral) {
    return with("dotGeneral", dotGeneral);
  }

  private DenseGeneral with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(Array x) {
    DenseAxes axes = DenseAxes.of(x.ndim(), axis, batchDims, features);
    Dims in = x.shape();
    Initializer kernels = BoxedInitializer.derived(kernelInit, axes::kernelInit);
    Array kernel = param("kernel", kernels, axes.kernelShape(in), paramDtype);
    Initializer biases = BoxedInitializer.derived(biasInit, axes::biasInit);
    Array bias = useBias ? param("bias", biases, axes.biasShape(in), paramDtype) : null;
    return axes.apply(x, kernel, bias, dtype, precision, Substitutes.of(promoteDtype, dotGeneral));
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
