package linum.layers;

import java.util.List;
import linum.core.Array;
import linum.ir.Contraction.DotGeneral;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import org.jspecify.annotations.Nullable;

/// The affine map of the last axis.
public final class Linears {
  private Linears() {}

  /// `x · kernel + bias`.
  ///
  /// @param x `[…, in]`
  /// @param kernel `[in, features]`
  /// @param bias `[features]`; null for none
  /// @param dtype the type to compute with; null for what the arrays promote to
  /// @param precision how exactly products are taken where a device can choose
  /// @return `[…, features]`
  public static Array dense(
      Array x,
      Array kernel,
      @Nullable Array bias,
      @Nullable DType dtype,
      @Nullable Precision precision) {
    return dense(x, kernel, bias, dtype, precision, Substitutes.NONE);
  }

  /// As above, with other functions.
  public static Array dense(
      Array x,
      Array kernel,
      @Nullable Array bias,
      @Nullable DType dtype,
      @Nullable Precision precision,
      Substitutes with) {
    List<Array> all = with.promoted(dtype, x, kernel, bias);
    Array in = all.getFirst();
    DotGeneral dot =
        new DotGeneral(
            Dims.of(in.ndim() - 1), Dims.of(0), Dims.NONE, Dims.NONE, precision, with.sums(in));
    Array y = with.dot(in, all.get(1), dot);
    return bias == null ? y : y.add(alongLast(all.get(2), y.ndim()));
  }

  /// A vector as the last of several axes.
  static Array alongLast(Array x, int rank) {
    return x.reshape(Dims.repeat(1, rank - 1).concat(x.shape()));
  }
}
