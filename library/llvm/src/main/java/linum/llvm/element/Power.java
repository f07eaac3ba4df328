package linum.llvm.element;

import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// `x^y` and cube roots. Errors: 1 ulp.
///
/// `|x|^y = e^(y ln |x|)`. For `float` both functions are computed in `double`, a little more
/// exactly than needed; for `double` the logarithm and the product are sums of two numbers.
final class Power {
  /// `log2((1 + s) / (1 - s)) / s` in `s²`
  private static final double[] LOG2_FLOAT = {
    2.885390081789987,
    0.9617966734515485,
    0.5770835660048659,
    0.41167376623771057,
    0.3407120415619086
  };

  /// `2^r` for `|r| ≤ ½`
  private static final double[] EXP2_FLOAT = {
    1.0,
    0.6931472067028326,
    0.24022650922288757,
    0.05550327226670302,
    0.009618056678524637,
    0.0013400428177615838,
    0.0001546144469856913
  };

  /// `(2 artanh(s) - 2 s - ⅔ s³) / s⁵` in `s²`
  private static final double[] LOG_DOUBLE = {
    0.4,
    0.28571428571429364,
    0.22222222221656232,
    0.18181818335314404,
    0.15384594970895457,
    0.13334804238225345,
    0.11706248540922386,
    0.11723051028097753
  };

  private static final double LN_2_HIGH = 0x1.62e42fefa3000p-1;
  private static final double LN_2_LOW = 0x1.3de6af278ece6p-42;
  private static final double TWO_THIRDS = 2.0 / 3;
  private static final double TWO_THIRDS_REST = 3.700743415417188e-17;

  private Power() {}

  /// @param second the exponent, of the type of the base or `double`
  static Val pow(Lanes narrow, Val first, Val second) {
    Lanes f = narrow.asDouble();
    Code code = f.code();
    Val x = narrow.widened(first);
    Val y = second.type().bits() == 64 ? second : narrow.widened(second);
    Val a = f.abs(x);
    Val size = narrow.isDouble() ? exact(f, a, y) : moderate(f, a, y);
    size = f.select(f.equal(a, 1), 1.0, size);
    Val isWhole = code.compare("fcmp oeq", code.intrinsic("trunc", y), y);
    Val half = f.mul(y, 0.5);
    Val isOdd = code.and(isWhole, code.compare("fcmp one", code.intrinsic("trunc", half), half));
    Val sign = code.and(f.bits(x), f.whole(Long.MIN_VALUE));
    Val signed = f.fromBits(code.or(f.bits(size), code.select(isOdd, sign, f.whole(0))));
    Val isFraction = code.and(f.less(x, 0), code.not(isWhole));
    Val undefined = code.and(isFraction, f.less(a, Double.POSITIVE_INFINITY));
    undefined = code.or(undefined, code.compare("fcmp uno", x, y));
    Val result = f.select(undefined, Double.NaN, signed);
    Val isOne = code.or(f.equal(x, 1), f.equal(y, 0));
    return narrow.narrowed(f.select(isOne, 1.0, result));
  }

  /// Right to 2^-28 or so, for bases that were `float` numbers.
  private static Val moderate(Lanes f, Val a, Val y) {
    Mantissa split = Mantissa.of(f, a);
    Val s = f.div(f.sub(split.mantissa(), 1), f.add(split.mantissa(), 1));
    Val log = f.fma(s, f.polynomial(f.mul(s, s), LOG2_FLOAT), split.exponent());
    Val t = f.mul(limits(f, a, log), y);
    Val bounded = f.atLeast(f.atMost(t, 1000), -1000);
    Power2 n = Power2.nearest(f, f.add(bounded, Power2.shifter(f)));
    return f.mul(f.polynomial(f.sub(bounded, n.number()), EXP2_FLOAT), n.power(f));
  }

  /// The logarithm of 0 and of infinity.
  private static Val limits(Lanes f, Val a, Val log) {
    Val finite = f.select(f.less(a, Double.POSITIVE_INFINITY), log, a);
    return f.select(f.equal(a, 0), Double.NEGATIVE_INFINITY, finite);
  }

  private static Val exact(Lanes f, Val a, Val y) {
    Val tiny = f.less(a, Double.MIN_NORMAL);
    Mantissa split = Mantissa.of(f, f.select(tiny, f.mul(a, 0x1p54), a));
    Val e = f.sub(split.exponent(), f.select(tiny, 54.0, 0.0));
    Sum2 m = logOfMantissa(f, split.mantissa());
    Sum2 head = Sum2.ofSorted(f, f.mul(e, LN_2_HIGH), m.high());
    // The exponent may be 0: then the parts of the mantissa are the larger ones.
    Val isZero = f.equal(e, 0);
    Val high = f.select(isZero, m.high(), head.high());
    Val low = f.add(f.select(isZero, 0.0, head.low()), f.fma(e, LN_2_LOW, m.low()));
    Sum2 log = Sum2.ofSorted(f, high, low);
    Val large = limits(f, a, log.high());
    Sum2 t = Sum2.product(f, y, large);
    Val rest = f.fma(y, log.low(), t.low());
    Val inRange = f.less(f.abs(t.high()), 800);
    return ExpLog.expOfSum(f, t.high(), f.select(inRange, rest, 0.0));
  }

  /// `ln m` as two numbers: `2 s + s³ (⅔ + s² …)` with `s = (m - 1) / (m + 1)`.
  private static Sum2 logOfMantissa(Lanes f, Val m) {
    Val over = f.sub(m, 1);
    Sum2 under = Sum2.ofSorted(f, f.real(2), over);
    Val s = f.div(over, under.high());
    Val left = f.fma(f.neg(s), under.low(), f.fma(f.neg(s), under.high(), over));
    Val sLow = f.div(left, under.high());
    Sum2 z = Sum2.product(f, s, s);
    Val zLow = f.fma(f.add(s, s), sLow, z.low());
    Val tail = f.mul(z.high(), f.polynomial(z.high(), LOG_DOUBLE));
    Sum2 c = Sum2.ofSorted(f, f.real(TWO_THIRDS), tail);
    Val cLow = f.add(c.low(), TWO_THIRDS_REST);
    Sum2 u = Sum2.product(f, z.high(), c.high());
    Val uLow = f.fma(z.high(), cLow, f.fma(zLow, c.high(), u.low()));
    Sum2 v = Sum2.product(f, s, u.high());
    Val vLow = f.fma(s, uLow, f.fma(sLow, u.high(), v.low()));
    Sum2 sum = Sum2.ofSorted(f, f.add(s, s), v.high());
    return new Sum2(sum.high(), f.add(sum.low(), f.add(vLow, f.add(sLow, sLow))));
  }

  /// From a third of the exponent (W. Kahan's start, right to 5 bits) by steps of E. Halley's
  /// method, each of which triples the digits, and one of Newton's for the rounding.
  static Val cbrt(Lanes narrow, Val value) {
    return Lanes.inDouble(
        narrow,
        value,
        (f, x) -> {
          Code code = f.code();
          Val a = f.abs(x);
          // Away from both ends of the range, by a power of 8.
          Val tiny = f.less(a, 0x1p-900);
          Val huge = f.greater(a, 0x1p900);
          Val normal = f.mul(a, f.select(tiny, 0x1p300, f.select(huge, 0x1p-300, 1.0)));
          // h / 3 = h (2^32 / 3) / 2^32 for the upper halves of the bits
          Val third =
              f.shiftRight(code.mul(f.shiftRight(f.bits(normal), 32), f.whole(0x55555556L)), 32);
          Val y = f.fromBits(f.shiftLeft(code.add(third, f.whole(715094163)), 32));
          for (int i = 0; i < 3; i++) {
            Val cube = f.mul(f.mul(y, y), y);
            Val ratio = f.div(f.sub(cube, normal), f.fma(cube, 2, normal));
            y = f.fma(f.neg(y), ratio, y);
          }
          Val square = Sum2.product(f, y, y).high();
          Val squareLow = Sum2.product(f, y, y).low();
          Val left = f.fma(f.neg(y), squareLow, f.fma(f.neg(y), square, normal));
          y = f.add(y, f.div(left, f.mul(square, 3)));
          Val scaled = f.mul(y, f.select(tiny, 0x1p-100, f.select(huge, 0x1p100, 1.0)));
          Val regular = code.and(f.greater(a, 0), Arithmetic.isFinite(f, a));
          return f.select(regular, f.copySign(scaled, x), f.add(x, x));
        });
  }
}
