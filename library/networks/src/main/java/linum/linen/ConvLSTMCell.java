package linum.linen;

import linum.core.Array;
import linum.core.Scan;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Gates;
import linum.layers.LstmCarry;
import linum.layers.Padding;
import linum.nn.Initializer;
import linum.random.PrngKey;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// A long short-term memory of images (Shi et al., 2015): gates are convolutions, `ih` of the input
/// and `hh` of the hidden state, each of four times the features.
///
/// @param features how many features the cell remembers, and gives
/// @param kernelSize the window, one number for each spatial axis
/// @param strides how far the window moves
/// @param padding what is beyond the borders
/// @param useBias whether to add a bias
/// @param dtype the type to compute with; null for what input and parameters promote to
/// @param paramDtype the type of the parameters
/// @param carryInit what the memory starts from
public record ConvLSTMCell(
    int features,
    Dims kernelSize,
    Dims strides,
    Padding padding,
    boolean useBias,
    @Nullable DType dtype,
    DType paramDtype,
    Initializer carryInit)
    implements RNNCellBase<LstmCarry> {

  public ConvLSTMCell(int features, int... kernelSize) {
    this(
        features,
        Dims.of(kernelSize),
        Dims.of(1),
        Padding.Mode.SAME,
        true,
        null,
        DType.FLOAT32,
        Initializer.ZEROS);
  }

  public ConvLSTMCell strides(int... strides) {
    return with("strides", Dims.of(strides));
  }

  public ConvLSTMCell padding(Padding padding) {
    return with("padding", padding);
  }

  /// `SAME`, `VALID`, `SAME_LOWER`, `CIRCULAR`, `REFLECT` or `CAUSAL`.
  public ConvLSTMCell padding(String name) {
    return with("padding", Padding.of(name));
  }

  /// As much before and after each spatial axis.
  public ConvLSTMCell padding(int width) {
    return with("padding", Padding.of(width));
  }

  /// For each spatial axis what is added before and after.
  public ConvLSTMCell padding(int[]... pairs) {
    return with("padding", Padding.of(pairs));
  }

  public ConvLSTMCell useBias(boolean useBias) {
    return with("useBias", useBias);
  }

  public ConvLSTMCell dtype(@Nullable DType dtype) {
    return with("dtype", dtype);
  }

  public ConvLSTMCell paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public ConvLSTMCell carryInit(Initializer carryInit) {
    return with("carryInit", carryInit);
  }

  private ConvLSTMCell with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Scan<LstmCarry, Array> call(LstmCarry carry, Array x) {
    Array gates = conv("ih", x).add(conv("hh", carry.h()));
    LstmCarry next = Gates.convLstm(gates, carry.c());
    return new Scan<>(next, next.h());
  }

  private Array conv(String name, Array x) {
    Conv conv =
        new Conv(4 * features, kernelSize.toArray())
            .strides(strides.toArray())
            .padding(padding)
            .useBias(useBias)
            .dtype(dtype)
            .paramDtype(paramDtype);
    return conv.named(name).apply(x);
  }

  @Override
  public LstmCarry initializeCarry(PrngKey key, Dims inputShape) {
    Dims rest = inputShape.slice(0, inputShape.rank() - 1);
    return CarryInit.lstm(carryInit, key, rest.concat(Dims.of(features)), paramDtype);
  }

  @Override
  public int numFeatureAxes() {
    return kernelSize.rank() + 1;
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
