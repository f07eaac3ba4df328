package linum.numpy;

import java.util.List;
import linum.core.Array;
import linum.core.Named;
import linum.core.Ops;
import linum.core.Views;
import linum.ir.DType;
import linum.ir.FloatFormat;

/// Numbers as a fraction from a half to one and a power of two, read from their bits.
final class Frexp {
  private Frexp() {}

  static List<Array> of(Array x) {
    return Named.calls("frexp", List.of(), in -> parts(in.getFirst()), List.of(x));
  }

  private static List<Array> parts(Array x) {
    Array a = Ufuncs.inexact(x);
    FloatFormat format = FloatFormat.of(a.dtype());
    int bias = 1 - format.minExponent();
    long field = (1L << (format.bits() - 1 - format.mantissa())) - 1;
    // Numbers below the normal ones have no leading bit; a power of two gives it to them.
    Array small = a.abs().lt(format.tiny());
    Array normal = Jnp.where(small, a.mul(Math.scalb(1.0, format.mantissa())), a);
    Array bits = Views.bitcast(normal, integer(format));
    Array exponent = bits.shiftRight(format.mantissa()).and(field).astype(DType.INT32);
    exponent =
        exponent.sub(bias - 1).sub(Jnp.where(small, format.mantissa(), Ops.zeros(exponent.aval())));
    Array half = bits.and(~(field << format.mantissa())).or((bias - 1L) << format.mantissa());
    Array none = Jnp.isfinite(a).not().or(a.eq(0));
    return List.of(
        Jnp.where(none, a, Views.bitcast(half, a.dtype())),
        Jnp.where(none, Ops.zeros(exponent.aval()), exponent));
  }

  private static DType integer(FloatFormat format) {
    return switch (format.bits()) {
      case 16 -> DType.INT16;
      case 32 -> DType.INT32;
      default -> DType.INT64;
    };
  }
}
