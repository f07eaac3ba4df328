package linum.core;

import java.util.List;
import linum.ir.Binary;
import linum.ir.Dims;
import linum.ir.Unary;

/// Arithmetic that integers need other formulas for. Operands are of one type, in matching shapes.
final class Integers {
  private Integers() {}

  static Array floorDivide(Array x, Array y) {
    Array q = Ops.div(x, y);
    if (x.dtype().isUnsigned()) {
      return q;
    }
    Array uneven =
        Ops.and(
            Ops.ne(Trace.bind(Unary.SIGN, x), Trace.bind(Unary.SIGN, y)),
            Ops.ne(Ops.rem(x, y), Ops.scalar(0, x)));
    return Ops.select(uneven, Ops.sub(q, Ops.scalar(1, x)), q);
  }

  /// By repeated squaring over the bits of the exponent.
  static Array pow(Array x, Array y) {
    Dims shape = Broadcasting.shape("pow", List.of(x.aval(), y.aval()));
    Array one = Ops.scalar(1, x);
    Array base = Ops.broadcast(x, shape);
    Array exponent = Ops.broadcast(y, shape);
    Array result = Ops.ones(base.aval());
    for (int bit = 0; bit < x.dtype().bits(); bit++) {
      Array odd = Ops.ne(Ops.and(exponent, one), Ops.scalar(0, x));
      result = Ops.select(odd, Ops.mul(result, base), result);
      base = Ops.mul(base, base);
      exponent = Trace.bind(Binary.SHIFT_RIGHT_LOGICAL, exponent, one);
    }
    return result;
  }
}
