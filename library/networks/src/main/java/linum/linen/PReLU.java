package linum.linen;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.layers.Rectifiers;
import linum.nn.Initializer;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// A rectifier with a learned slope (He et al., 2015): the input where it is not negative,
/// elsewhere times the slope.
///
/// Parameter: `negative_slope`, a scalar.
///
/// @param paramDtype the type of the parameters
/// @param negativeSlopeInit what the slope starts from
public record PReLU(DType paramDtype, double negativeSlopeInit) implements Layer {

  public PReLU() {
    this(DType.FLOAT32, 0.01);
  }

  public PReLU paramDtype(DType paramDtype) {
    return with("paramDtype", paramDtype);
  }

  public PReLU negativeSlopeInit(double negativeSlopeInit) {
    return with("negativeSlopeInit", negativeSlopeInit);
  }

  private PReLU with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }

  @Override
  public Array call(Array x) {
    Initializer start = Initializer.constant(negativeSlopeInit);
    return Rectifiers.prelu(x, param("negative_slope", start, Dims.NONE, paramDtype));
  }

  @Override
  public String toString() {
    return Linen.repr(this);
  }
}
