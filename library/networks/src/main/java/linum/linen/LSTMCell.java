package linum.linen;

import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.Scan;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Gates;
import linum.layers.LstmCarry;
import linum.nn.Initializer;
import linum.nn.Nn;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// A long short-term memory (Hochreiter and Schmidhuber, 1997): gates `i`, `f`, `o` and a candidate
/// `g` decide what the memory `c` keeps and what it shows as `h`.
///
/// Parts: dense layers `ii`, `if`, `ig`, `io` of the input, without bias, and `hi`, `hf`, `hg`,
/// `ho` of the hidden state.
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
public record LSTMCell(
    int features,
    UnaryOperator<Array> gateFn,
    UnaryOperator<Array> activationFn,
    Initializer kernelInit,
    Initializer recurrentKernelInit,
    Initializer biasInit,
    @Nullable DType dtype,
    DType paramDtype,
    Initializer carryInit)
    implements RNNCellBase<LstmCarry> {

  public LSTMCell(int features) {
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

  public LSTMCell gateFn(UnaryOperator<Array> gateFn) {
    return with("gateFn", gateFn);
  }

  public LSTMCell activationFn(UnaryOperator<Array> activationFn) {
    return with("activationFn", activationFn);
  }

  public LSTMCell kernelInit(Initializer kernelInit) {
    return with("kernelInit", kernelInit);
  }

  public LSTMCell recurrentKernelInit(Initializer recurrentKernelInit) {
    return with("recurrentKernelInit", recurrentKernelInit);
  }

  public LSTMCell biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  public LSTMCell dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public LSTMCell paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public LSTMCell carryInit(Initializer carryInit) {
    return with("carryInit", carryInit);
  }

  private LSTMCell with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Scan<LstmCarry, Array> call(LstmCarry carry, Array x) {
    LstmCarry next =
        Gates.lstm(
            gate("i", x, carry.h()),
            gate("f", x, carry.h()),
            gate("g", x, carry.h()),
            gate("o", x, carry.h()),
            carry.c(),
            gateFn,
            activationFn);
    return new Scan<>(next, next.h());
  }

  private Array gate(String name, Array x, Array h) {
    int size = h.shape(-1);
    return in("i" + name, x, size).add(hidden("h" + name, h, size));
  }

  private Array in(String name, Array x, int size) {
    return new Dense(size)
        .useBias(false)
        .kernelInit(kernelInit)
        .dtype(dtype)
        .paramDtype(paramDtype)
        .named(name)
        .apply(x);
  }

  private Array hidden(String name, Array x, int size) {
    return new Dense(size)
        .kernelInit(recurrentKernelInit)
        .biasInit(biasInit)
        .dtype(dtype)
        .paramDtype(paramDtype)
        .named(name)
        .apply(x);
  }

  @Override
  public LstmCarry initializeCarry(PrngKey key, Dims inputShape) {
    Dims batch = inputShape.slice(0, inputShape.rank() - 1);
    return CarryInit.lstm(carryInit, key, batch.concat(Dims.of(features)), paramDtype);
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
