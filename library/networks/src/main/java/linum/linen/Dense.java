package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.layers.DotGeneralFunction;
import linum.layers.Linears;
import linum.layers.PromoteDtype;
import linum.layers.Substitutes;
import linum.nn.Initializer;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// An affine map of the last axis: `x · kernel + bias`.
///
/// Parameters: `kernel` of shape `[in, features]`, `bias` of shape `[features]`.
///
/// @param features the length of the last axis of the output
/// @param useBias whether to add a bias
/// @param dtype the type to compute in; if null, the common one of input and parameters
/// @param paramDtype the type of the parameters
/// @param precision how exactly to multiply; if null, as the backend does
/// @param kernelInit what the kernel is made by
/// @param biasInit what the bias is made by
/// @param promoteDtype brings input and parameters to the types to compute with; null for promotion
///   to `dtype`
/// @param dotGeneral multiplies; null for `Lax.dotGeneral`
public record Dense(
    int features,
    boolean useBias,
    @Nullable DType dtype,
    DType paramDtype,
    @Nullable Precision precision,
    Initializer kernelInit,
    Initializer biasInit,
    @Nullable PromoteDtype promoteDtype,
    @Nullable DotGeneralFunction dotGeneral)
    implements Layer {

  public Dense(int features) {
    this(
        features,
        true,
        null,
        DType.FLOAT32,
        null,
        Initializer.lecunNormal(),
        Initializer.ZEROS,
        null,
        null);
  }

  /// With another useBias: whether to add a bias.
  public Dense useBias(boolean useBias) {
    return with("useBias", useBias);
  }

  /// With another dtype: the type to compute in; if null, the common one of input and parameters.
  public Dense dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  /// With another paramDtype: the type of the parameters.
  public Dense paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  /// With another precision: how exactly to multiply; if null, as the backend does.
  public Dense precision(@Nullable Precision precision) {
    return with("precision", precision);
  }

  /// With another kernelInit: what the kernel is made by.
  public Dense kernelInit(Initializer kernelInit) {
    return with("kernelInit", kernelInit);
  }

  /// With another biasInit: what the bias is made by.
  public Dense biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  /// With another function that brings input and parameters to the types to compute with.
  public Dense promoteDtype(@Nullable PromoteDtype promoteDtype) {
    return with("promoteDtype", promoteDtype);
  }

  /// With another function that multiplies.
  public Dense dotGeneral(@Nullable DotGeneralFunction dotGeneral) {
    return with("dotGeneral", dotGeneral);
  }

  private Dense with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(Array x) {
    Array kernel = param("kernel", kernelInit, Dims.of(x.shape(-1), features), paramDtype);
    Array bias = useBias ? param("bias", biasInit, Dims.of(features), paramDtype) : null;
    return Linears.dense(
        x, kernel, bias, dtype, precision, Substitutes.of(promoteDtype, dotGeneral));
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
