package linum.layers;

import linum.core.Array;
import linum.ir.Contraction;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.lax.Lax;
import org.jspecify.annotations.Nullable;

/// Affine maps of the last axis.
public final class Affine {
  private Affine() {}

  /// `x · kernel + bias` over the last axis of `x`.
  ///
  /// @param kernel `[in, out]`
  /// @param bias `[out]`, or null
  /// @param dtype the type to compute in; if null, the common one
  public static Array dense(
      Array x,
      Array kernel,
      @Nullable Array bias,
      @Nullable DType dtype,
      @Nullable Precision precision) {
    DType common = DTypes.inexact(dtype, x, kernel, bias);
    Contraction.DotGeneral dimensions =
        new Contraction.DotGeneral(
            Dims.of(x.ndim() - 1), Dims.of(0), Dims.of(), Dims.of(), precision, null);
    Array y = Lax.dotGeneral(x.astype(common), kernel.astype(common), dimensions);
    return bias == null ? y : y.add(bias.astype(common));
  }
}
