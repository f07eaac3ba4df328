package linum.linen;

import java.util.ArrayList;
import java.util.List;
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

/// [LSTMCell] with the products of all gates as one, which is faster for up to some hundred
/// features. The parameters are the same.
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
public record OptimizedLSTMCell(
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

  public OptimizedLSTMCell(int features) {
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

  public OptimizedLSTMCell gateFn(UnaryOperator<Array> gateFn) {
    return with("gateFn", gateFn);
  }

  public OptimizedLSTMCell activationFn(UnaryOperator<Array> activationFn) {
    return with("activationFn", activationFn);
  }

  public OptimizedLSTMCell kernelInit(Initializer kernelInit) {
    return with("kernelInit", kernelInit);
  }

  public OptimizedLSTMCell recurrentKernelInit(Initializer recurrentKernelInit) {
    return with("recurrentKernelInit", recurrentKernelInit);
  }

  public OptimizedLSTMCell biasInit(Initializer biasInit) {
    return with("biasInit", biasInit);
  }

  public OptimizedLSTMCell dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public OptimizedLSTMCell paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public OptimizedLSTMCell carryInit(Initializer carryInit) {
    return with("carryInit", carryInit);
  }

  private OptimizedLSTMCell with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Scan<LstmCarry, Array> call(LstmCarry carry, Array x) {
    Array h = carry.h();
    int size = h.shape(-1);
    List<Array> inputKernels = new ArrayList<>();
    List<Array> hiddenKernels = new ArrayList<>();
    List<Array> biases = new ArrayList<>();
    for (String gate : List.of("i", "f", "g", "o")) {
      DenseParams input = new DenseParams(size, false, paramDtype, kernelInit, biasInit);
      DenseParams hidden = new DenseParams(size, true, paramDtype, recurrentKernelInit, biasInit);
      inputKernels.addAll(part("i" + gate, input).apply(x));
      List<Array> both = part("h" + gate, hidden).apply(h);
      hiddenKernels.add(both.get(0));
      biases.add(both.get(1));
    }
    List<Array> ofHidden = Gates.denseOfMany(h, hiddenKernels, biases, dtype);
    List<Array> ofInput = Gates.denseOfMany(x, inputKernels, List.of(), dtype);
    List<Array> gates = new ArrayList<>();
    for (int i = 0; i < ofHidden.size(); i++) {
      gates.add(ofHidden.get(i).add(ofInput.get(i)));
    }
    LstmCarry next =
        Gates.lstm(
            gates.get(0),
            gates.get(1),
            gates.get(2),
            gates.get(3),
            carry.c(),
            gateFn,
            activationFn);
    return new Scan<>(next, next.h());
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
