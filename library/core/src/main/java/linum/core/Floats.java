package linum.core;

import linum.ir.Binary;
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
    Array q = Ops.div(Ops.sub(x, rest), y);
    Array fix =
        Ops.and(
            Ops.ne(Trace.bind(Unary.SIGN, y), Trace.bind(Unary.SIGN, rest)), Ops.ne(rest, zero));
    Array remainder = Ops.select(fix, Ops.add(rest, y), rest);
    Array quotient = Ops.select(fix, Ops.sub(q, Ops.scalar(1, x)), q);
    return new Divmod(Trace.bind(Unary.ROUND_TO_NEAREST_EVEN, quotient), remainder);
  }

  /// `log(exp(x) + exp(y))` without overflow.
  static Array logaddexp(Array x, Array y) {
    Array top = Trace.bind(Binary.MAX, x, y);
    Array delta = Ops.sub(x, y);
    Array sum =
        Ops.add(
            top,
            Trace.bind(Unary.LOG1P, Trace.bind(Unary.EXP, Ops.neg(Trace.bind(Unary.ABS, delta)))));
    return Ops.select(Ops.ne(delta, delta), Ops.add(x, y), sum);
  }
}
