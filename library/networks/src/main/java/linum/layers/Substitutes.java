package linum.layers;

import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.Contraction.DotGeneral;
import linum.ir.DType;
import linum.lax.Convolution;
import linum.lax.Lax;
import org.jspecify.annotations.Nullable;

/// What a layer computes with in place of the usual functions; null for the usual one.
///
/// @param promoteDtype brings arrays to the types to compute with
/// @param dotGeneral multiplies
/// @param conv convolves
/// @param preferredElementType the type of sums; null for the type that is computed with
public record Substitutes(
    @Nullable PromoteDtype promoteDtype,
    @Nullable DotGeneralFunction dotGeneral,
    @Nullable ConvFunction conv,
    @Nullable DType preferredElementType) {
  /// The usual functions.
  public static final Substitutes NONE = new Substitutes(null, null, null, null);

  /// Others for promotion and products.
  public static Substitutes of(
      @Nullable PromoteDtype promoteDtype, @Nullable DotGeneralFunction dotGeneral) {
    return new Substitutes(promoteDtype, dotGeneral, null, null);
  }

  /// Others for promotion and convolution.
  public static Substitutes convolving(
      @Nullable PromoteDtype promoteDtype, @Nullable ConvFunction conv) {
    return new Substitutes(promoteDtype, null, conv, null);
  }

  /// With a type of sums.
  public Substitutes preferredElementType(@Nullable DType type) {
    return new Substitutes(promoteDtype, dotGeneral, conv, type);
  }

  /// The input, the kernel and the bias, if there is one, in the types to compute with.
  List<Array> promoted(@Nullable DType dtype, Array x, Array kernel, @Nullable Array bias) {
    Array[] all = bias == null ? new Array[] {x, kernel} : new Array[] {x, kernel, bias};
    return promoteDtype == null ? Dtypes.promoteDtype(dtype, all) : promoteDtype.apply(dtype, all);
  }

  /// The type of sums of arrays of a type.
  DType sums(Array x) {
    return preferredElementType == null ? x.dtype() : preferredElementType;
  }

  Array dot(Array x, Array y, DotGeneral dimensions) {
    return dotGeneral == null ? Ops.dot(dimensions, x, y) : dotGeneral.apply(x, y, dimensions);
  }

  Array conv(Array x, Array kernel, Convolution options) {
    Convolution typed = options.preferredElementType(preferredElementType);
    return conv == null ? Lax.convGeneralDilated(x, kernel, typed) : conv.apply(x, kernel, typed);
  }
}
