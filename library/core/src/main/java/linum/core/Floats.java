package linum.core;

import linum.ir.Unary;

/// Division with rest. Operands are of one type, in matching shapes.
final class Floats {
  record Divmod(Array quotient, Array remainder) {}

  private Floats() {}

  /// The remainder with the sign of the divisor, of integers and floating numbers.
  static Array remainder(Array x, Array y) {
    Array zero = Ops.scalar(0, x);
    Array rest = Ops.rem(x, y);
    Array nonzero = Ops.ne(rest, zero);
    if (x.dtype().isUnsigned()) {
      return rest;
    }
    Array differs = Ops.ne(Ops.lt(rest, zero), Ops.lt(y, zero));
    return Ops.select(Ops.and(differs, nonzero), Ops.add(rest, y), rest);
  }

  /// Quotient rounded down, and remainder.
  static Divmod divmod(Array x, Array y) {
    Array rest = Ops.rem(x, y);
    Array zero = Ops.scalar(0, x);
    // The remainder of a division by zero is NaN; the quotient is infinite.
    Array whole = Arithmetic.where(Ops.eq(y, zero), x, Ops.sub(x, rest));
    Array q = Ops.div(whole, y);
    Array fix =
        Ops.and(
            Ops.ne(rest, zero), Ops.ne(Trace.bind(Unary.SIGN, y), Trace.bind(Unary.SIGN, rest)));
    Array remainder = Ops.select(fix, Ops.add(rest, y), rest);
    Array quotient = Ops.select(fix, Ops.sub(q, Ops.scalar(1, x)), q);
    return new Divmod(Trace.bind(Unary.ROUND_TO_NEAREST_EVEN, quotient), remainder);
  }
}
