package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.layers.Linears;
import linum.nn.Initializer;
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
public record Dense(
    int features,
    boolean useBias,
    @Nullable DType dtype,
    DType paramDtype,
    @Nullable Precision precision,
    Initializer kernelInit,
    Initializer biasInit)
    implements Layer {

  public Dense(int features) {
    this(features, true, null, DType.FLOAT32, null, Initializer.lecunNormal(), Initializer.ZEROS);
  }

  /// With another useBias: whether to add a bias.
  public Dense useBias(boolean useBias) {
    return new Dense(features, useBias, dtype, paramDtype, precision, kernelInit, biasInit);
  }

  /// With another dtype: the type to compute in; if null, the common one of input and parameters.
  public Dense dtype(@Nullable DType dtype) {
    return new Dense(features, useBias, dtype, paramDtype, precision, kernelInit, biasInit);
  }

  /// With another paramDtype: the type of the parameters.
  public Dense paramDtype(DType paramDtype) {
    return new Dense(features, useBias, dtype, paramDtype, precision, kernelInit, biasInit);
  }

  /// With another precision: how exactly to multiply; if null, as the backend does.
  public Dense precision(@Nullable Precision precision) {
    return new Dense(features, useBias, dtype, paramDtype, precision, kernelInit, biasInit);
  }

  /// With another kernelInit: what the kernel is made by.
  public Dense kernelInit(Initializer kernelInit) {
    return new Dense(features, useBias, dtype, paramDtype, precision, kernelInit, biasInit);
  }

  /// With another biasInit: what the bias is made by.
  public Dense biasInit(Initializer biasInit) {
    return new Dense(features, useBias, dtype, paramDtype, precision, kernelInit, biasInit);
  }

  @Override
  public Array call(Array x) {
    Array kernel = param("kernel", kernelInit, Dims.of(x.shape(-1), features), paramDtype);
    Array bias = useBias ? param("bias", biasInit, Dims.of(features), paramDtype) : null;
    return Linears.dense(x, kernel, bias, dtype, precision);
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
