package linum.linen;

import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.Scan;
import linum.ir.DType;
import linum.ir.Dims;
import linum.nn.Initializer;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// A recurrent cell without gates: the next hidden state is the activation of two dense layers, `i`
/// of the input and `h` of the hidden state, which has no bias.
///
/// @param features how many features the cell remembers, and gives
/// @param activationFn what candidates are squashed with
/// @param kernelInit what the kernel starts from
/// @param recurrentKernelInit what the kernels of the hidden state start from
/// @param biasInit what the bias starts from
/// @param dtype the type to compute with; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param carryInit what the memory starts from
/// @param residual whether the hidden state is added before the activation
public record SimpleCell(
    int features,
    UnaryOperator<Array> activationFn,
    Initializer kernelInit,
    Initializer recurrentKernelInit,
    Initializer biasInit,
    @Nullable DType dtype,
    DType paramDtype,
    Initializer carryInit,
    boolean residual)
    implements RNNCellBase<Array> {

  public SimpleCell(int features) {
    this(
        features,
        Jnp::tanh,
        Initializer.lecunNormal(),
        Initializer.orthogonal(),
        Initializer.ZEROS,
        null,
        DType.FLOAT32,
        Initializer.ZEROS,
        false);
  }

  public SimpleCell activationFn(UnaryOperator<Array> activationFn) {
    return with("activationFn", activationFn);
  }

  public SimpleCell kernelInit(Initializer kernelInit) {
    return with("kernelInit", kernelInit);
  }

  public SimpleCell recurrentKernelInit(Initializer recurrentKernelInit) {
    return with("recurrentKernelInit", recurrentKernelInit);
  }

  public SimpleCell biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  public SimpleCell dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public SimpleCell paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public SimpleCell carryInit(Initializer carryInit) {
    return with("carryInit", carryInit);
  }

  public SimpleCell residual(boolean residual) {
    return with("residual", residual);
  }

  private SimpleCell with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Scan<Array, Array> call(Array h, Array x) {
    int size = h.shape(-1);
    Array sum = in("i", x, size).add(hidden("h", h, size));
    Array next = activationFn.apply(residual ? sum.add(h) : sum);
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

  private Array hidden(String name, Array x, int size) {
    return new Dense(size)
        .useBias(false)
        .kernelInit(recurrentKernelInit)
        .dtype(dtype)
        .paramDtype(paramDtype)
        .named(name)
        .apply(x);
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
