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

/// A minimal gated unit (Zhou et al., 2016): one gate `f` forgets and updates, `n` is the
/// candidate.
///
/// Parts: dense layers `if`, `in` of the input, and `hf`, without bias, and `hn` of the hidden
/// state.
///
/// @param features how many features the cell remembers, and gives
/// @param gateFn what gates are squashed with
/// @param activationFn what candidates are squashed with
/// @param kernelInit what the kernel starts from
/// @param recurrentKernelInit what the kernels of the hidden state start from
/// @param forgetBiasInit what the bias of the gate starts from
/// @param activationBiasInit what the biases of the candidate start from
/// @param dtype the type to compute with; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param carryInit what the memory starts from
/// @param resetGate whether the gate weighs the hidden state in the candidate, too; `hn` has a bias
///   then
public record MGUCell(
    int features,
    UnaryOperator<Array> gateFn,
    UnaryOperator<Array> activationFn,
    Initializer kernelInit,
    Initializer recurrentKernelInit,
    Initializer forgetBiasInit,
    Initializer activationBiasInit,
    @Nullable DType dtype,
    DType paramDtype,
    Initializer carryInit,
    boolean resetGate)
    implements RNNCellBase<Array> {

  public MGUCell(int features) {
    this(
        features,
        Nn::sigmoid,
        Jnp::tanh,
        Initializer.lecunNormal(),
        Initializer.orthogonal(),
        Initializer.ONES,
        Initializer.ZEROS,
        null,
        DType.FLOAT32,
        Initializer.ZEROS,
        true);
  }

  public MGUCell gateFn(UnaryOperator<Array> gateFn) {
    return with("gateFn", gateFn);
  }

  public MGUCell activationFn(UnaryOperator<Array> activationFn) {
    return with("activationFn", activationFn);
  }

  public MGUCell kernelInit(Initializer kernelInit) {
    return with("kernelInit", kernelInit);
  }

  public MGUCell recurrentKernelInit(Initializer recurrentKernelInit) {
    return with("recurrentKernelInit", recurrentKernelInit);
  }

  public MGUCell forgetBiasInit(Initializer forgetBiasInit) {
    return with("forgetBiasInit", forgetBiasInit);
  }

  public MGUCell activationBiasInit(Initializer activationBiasInit) {
    return with("activationBiasInit", activationBiasInit);
  }

  public MGUCell dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public MGUCell paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public MGUCell carryInit(Initializer carryInit) {
    return with("carryInit", carryInit);
  }

  public MGUCell resetGate(boolean resetGate) {
    return with("resetGate", resetGate);
  }

  private MGUCell with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Scan<Array, Array> call(Array h, Array x) {
    int size = h.shape(-1);
    Array f = in("if", x, size, forgetBiasInit).add(hidden("hf", h, size, false));
    Array remembered = hidden("hn", h, size, resetGate);
    Array n = in("in", x, size, activationBiasInit);
    Array next = Gates.mgu(f, n, remembered, h, resetGate, gateFn, activationFn);
    return new Scan<>(next, next);
  }

  private Array in(String name, Array x, int size, Initializer biasInit) {
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
        .biasInit(activationBiasInit)
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
