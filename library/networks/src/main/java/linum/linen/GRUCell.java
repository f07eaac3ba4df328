package linum.linen;

import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.Scan;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Gates;
import linum.nn.Initializer;
import linum.nn.Nn;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// A gated recurrent unit (Cho et al., 2014): `r` resets, `z` updates, `n` is the candidate.
///
/// Parts: dense layers `ir`, `iz`, `in` of the input, and `hr`, `hz`, without bias, and `hn` of the
/// hidden state.
///
/// @param features how many features the cell remembers, and gives
/// @param gateFn what gates are squashed with
/// @param activationFn what candidates are squashed with
/// @param kernelInit what the kernel starts from
/// @param recurrentKernelInit what the kernels of the hidden state start from
/// @param biasInit what the bias starts from
/// @param dtype the type to compute with; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param carryInit what the memory starts from
public record GRUCell(
    int features,
    UnaryOperator<Array> gateFn,
    UnaryOperator<Array> activationFn,
    Initializer kernelInit,
    Initializer recurrentKernelInit,
    Initializer biasInit,
    @Nullable DType dtype,
    DType paramDtype,
    Initializer carryInit)
    implements RNNCellBase<Array> {

  public GRUCell(int features) {
    this(
        features,
        Nn::sigmoid,
        Jnp::tanh,
        Initializer.lecunNormal(),
        Initializer.orthogonal(),
        Initializer.ZEROS,
        null,
        DType.FLOAT32,
        Initializer.ZEROS);
  }

  public GRUCell gateFn(UnaryOperator<Array> gateFn) {
    return with("gateFn", gateFn);
  }

  public GRUCell activationFn(UnaryOperator<Array> activationFn) {
    return with("activationFn", activationFn);
  }

  public GRUCell kernelInit(Initializer kernelInit) {
    return with("kernelInit", kernelInit);
  }

  public GRUCell recurrentKernelInit(Initializer recurrentKernelInit) {
    return with("recurrentKernelInit", recurrentKernelInit);
  }

  public GRUCell biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  public GRUCell dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public GRUCell paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public GRUCell carryInit(Initializer carryInit) {
    return with("carryInit", carryInit);
  }

  private GRUCell with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Scan<Array, Array> call(Array h, Array x) {
    int size = h.shape(-1);
    Array r = in("ir", x, size).add(hidden("hr", h, size, false));
    Array z = in("iz", x, size).add(hidden("hz", h, size, false));
    Array n = in("in", x, size);
    Array next = Gates.gru(r, z, n, hidden("hn", h, size, true), h, gateFn, activationFn);
    return new Scan<>(next, next);
  }

  private Array in(String name, Array x, int size) {
    return new Dense(size)
        .kernelInit(kernelInit)
        .biasInit(biasInit)
        .dtype(dtype)
        .paramDtype(paramDtype)
        .named(name)
        .apply(x);
  }

  private Array hidden(String name, Array h, int size, boolean bias) {
    return new Dense(size)
        .useBias(bias)
        .kernelInit(recurrentKernelInit)
        .biasInit(biasInit)
        .dtype(dtype)
        .paramDtype(paramDtype)
        .named(name)
        .apply(h);
  }

  @Override
  public Array initializeCarry(PrngKey key, Dims inputShape) {
    Dims batch = inputShape.slice(0, inputShape.rank() - 1);
    return carryInit.apply(key, batch.concat(Dims.of(features)), paramDtype);
  }

  @Override
  public int numFeatureAxes() {
    return 1;
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
