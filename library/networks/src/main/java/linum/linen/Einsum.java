package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.layers.EinsumEquation;
import linum.nn.Initializer;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// An affine map by an equation: `new Einsum("abc,cde->abde", 5, 6, 7)` contracts the last axis of
/// its input with a kernel of shape `[5, 6, 7]`.
///
/// Parameters: `kernel` of the given shape, `bias` with those axes of the kernel that the result
/// has. The equation is said once, either here or in the call.
///
/// @param shape of the kernel
/// @param einsumStr of the input and the kernel, with an arrow; null if the call says it
/// @param useBias whether to add a bias
/// @param dtype the type to compute with; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param precision how exactly products are taken where a device can choose; null for its usual
/// @param kernelInit what the kernel starts from
/// @param biasInit what the bias starts from
/// @param preferredElementType the type of sums; null for the type that is computed with
public record Einsum(
    Dims shape,
    @Nullable String einsumStr,
    boolean useBias,
    @Nullable DType dtype,
    DType paramDtype,
    @Nullable Precision precision,
    Initializer kernelInit,
    Initializer biasInit,
    @Nullable DType preferredElementType)
    implements Layer1To2<String> {

  public Einsum(int... shape) {
    this(
        Dims.of(shape),
        null,
        true,
        null,
        DType.FLOAT32,
        null,
        Initializer.lecunNormal(),
        Initializer.ZEROS,
        null);
  }

  public Einsum(String einsumStr, int... shape) {
    this(
        Dims.of(shape),
        einsumStr,
        true,
        null,
        DType.FLOAT32,
        null,
        Initializer.lecunNormal(),
        Initializer.ZEROS,
        null);
  }

  public Einsum einsumStr(@Nullable String einsumStr) {
    return with("einsumStr", einsumStr);
  }

  public Einsum useBias(boolean useBias) {
    return with("useBias", useBias);
  }

  public Einsum dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public Einsum paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public Einsum precision(@Nullable Precision precision) {
    return with("precision", precision);
  }

  public Einsum kernelInit(Initializer kernelInit) {
    return with("kernelInit", kernelInit);
  }

  public Einsum biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  public Einsum preferredElementType(@Nullable DType preferredElementType) {
    return with("preferredElementType", preferredElementType);
  }

  private Einsum with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(Array x) {
    return contracted(x, Linen.mergeParam("einsumStr", einsumStr, null));
  }

  /// @throws IllegalArgumentException if the equation was said before
  @Override
  public Array call(Array x, String einsumStr) {
    return contracted(x, Linen.mergeParam("einsumStr", this.einsumStr, einsumStr));
  }

  private Array contracted(Array x, String text) {
    EinsumEquation equation = EinsumEquation.of(text);
    Array kernel = param("kernel", kernelInit, shape, paramDtype);
    Dims features = equation.biasShape(shape, x.ndim());
    Array bias = useBias ? param("bias", biasInit, features, paramDtype) : null;
    return equation.apply(x, kernel, bias, dtype, precision, preferredElementType);
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
