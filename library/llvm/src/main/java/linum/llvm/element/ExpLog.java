package linum.llvm.element;

import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// Exponentials and logarithms.
///
/// `exp(x) = 2^n e^r` with `|r| ≤ ln 2 / 2`; the logarithm of `x = 2^e m` with `√½ ≤ m < √2` is `e
/// ln 2 + ln m`.
///
/// Errors: [#exp] 1.05 ulp, [#log] 1 ulp, [#exp2] and [#log1p] 1.5 ulp, [#expm1] and [#logistic] 2
/// ulp.
final class ExpLog {
  static final double LOG2_E = 1.4426950408889634;
  static final double LN_2 = 0.6931471805599453;
  private static final double LN_2_REST = 2.3190468138462996e-17;
  private static final float LN_2_FLOAT = 0.6931472f;
  private static final double LN_2_REST_FLOAT = LN_2 - LN_2_FLOAT;

  /// `(e^r - 1 - r) / r²` for `|r| ≤ ln 2 / 2`
  private static final double[] EXP_FLOAT = {
    0.5, 0.16666667, 0.041666463, 0.0083333105, 0.0013933731, 0.0001989108
  };

  /// The same for `e^r` alone, to which it adds 0.06 ulp at most, by Remez' exchange.
  private static final double[] EXP_FLOAT_SHORT = {
    0.49999994, 0.1666652, 0.041668396, 0.008368815, 0.0013814394
  };

  private static final double[] EXP_DOUBLE = {
    0.5, 0.1666666666666667, 0.04166666666666667, 0.008333333333326084,
    0.0013888888888883711, 0.0001984126987500228, 2.480158732567746e-05, 2.755725517000089e-06,
    2.755727347871858e-07, 2.5105312729622103e-08, 2.09147553258932e-09
  };

  /// `(ln(1 + f) - f + f²/2) / f³` for `√½ ≤ 1 + f ≤ √2`
  private static final double[] LOG_FLOAT = {
    0.3333333,
    -0.24999997,
    0.20000716,
    -0.16667803,
    0.14249058,
    -0.12425687,
    0.1168542,
    -0.11479734,
    0.06971612
  };

  /// `(2 artanh(s) - 2 s) / s³` in `s²`, where `s = f / (2 + f)`
  private static final double[] LOG_DOUBLE = {
    0.6666666666666666, 0.4000000000000088, 0.28571428570803614, 0.22222222391713917,
    0.18181795640132906, 0.15386239702814658, 0.13268773138656886, 0.13086626147840102
  };

  private ExpLog() {}

  /// Where the result is a normal number, as nearly always, `n` is added to its exponent; that
  /// gives the bits that the general way gives.
  ///
  /// The regular result is computed before the branch and read on both sides of it, lest LLVM move
  /// it into one of them, where it would not keep the constants in registers over a loop.
  static Val exp(Lanes f, Val x) {
    Val irregular = f.code().compare("fcmp ugt", f.abs(x), f.real(f.either(87, 708)));
    Val regular = regular(f, x);
    return f.code()
        .branchRarely(
            f.any(irregular),
            () -> List.of(irregular(f, x, irregular, regular)),
            () -> List.of(regular))
        .getFirst();
  }

  /// What is far below, as what a mask has set to `-inf`, has the result zero; to come to it by
  /// multiplications takes processors long.
  private static Val irregular(Lanes f, Val x, Val irregular, Val regular) {
    Code code = f.code();
    Val vanishes = f.less(x, lowest(f));
    return code.branchRarely(
            f.any(code.and(irregular, code.not(vanishes))),
            () -> List.of(f.select(irregular, general(f, x), regular)),
            () -> List.of(f.select(vanishes, 0.0, regular)))
        .getFirst();
  }

  private static Val general(Lanes f, Val x) {
    Val bounded = bounded(f, x);
    Power2 n = Power2.nearest(f, f.fma(bounded, f.real(LOG2_E), n(f)));
    return n.scale(f, ofReduced(f, reduced(f, bounded, n.number())));
  }

  private static Val bounded(Lanes f, Val x) {
    return f.atLeast(f.atMost(x, f.either(89, 710)), lowest(f));
  }

  /// The exponential of what is less is zero.
  private static double lowest(Lanes f) {
    return f.either(-104, -746);
  }

  private static Val regular(Lanes f, Val x) {
    Val shifted = f.fma(x, f.real(LOG2_E), f.real(f.shifter()));
    Val power = ofReduced(f, reduced(f, x, f.sub(shifted, f.shifter())));
    Val exponent = f.shiftLeft(f.bits(shifted), f.mantissaBits());
    return f.fromBits(f.code().add(f.bits(power), exponent));
  }

  /// `e^r`
  private static Val ofReduced(Lanes f, Val r) {
    Val p = f.polynomial(r, f.either(EXP_FLOAT_SHORT, EXP_DOUBLE));
    return f.add(f.fma(f.mul(r, r), p, r), 1);
  }

  /// `e^(x + rest)` for a rest far smaller than `x`.
  static Val expOfSum(Lanes f, Val x, Val rest) {
    Val bounded = bounded(f, x);
    Power2 n = Power2.nearest(f, f.fma(bounded, f.real(LOG2_E), n(f)));
    Val r = f.add(reduced(f, bounded, n.number()), rest);
    return n.scale(f, f.add(tail(f, r), 1));
  }

  static Val exp2(Lanes f, Val x) {
    Val bounded = f.atLeast(f.atMost(x, f.either(129, 1025)), f.either(-151, -1077));
    Power2 n = Power2.nearest(f, f.add(bounded, n(f)));
    Val r = f.mul(f.sub(bounded, n.number()), LN_2);
    return n.scale(f, f.add(tail(f, r), 1));
  }

  private static Val n(Lanes f) {
    return f.real(Power2.shifter(f));
  }

  private static Val reduced(Lanes f, Val x, Val n) {
    Val r = f.fma(n, f.either(-LN_2_FLOAT, -LN_2), x);
    return f.fma(n, f.either(-LN_2_REST_FLOAT, -LN_2_REST), r);
  }

  /// `e^r - 1`
  private static Val tail(Lanes f, Val r) {
    return f.fma(f.mul(r, r), f.polynomial(r, f.either(EXP_FLOAT, EXP_DOUBLE)), r);
  }

  static Val expm1(Lanes f, Val x) {
    Val bounded = f.atLeast(f.atMost(x, f.either(89, 710)), f.either(-20, -40));
    Power2 n = Power2.nearest(f, f.fma(bounded, f.real(LOG2_E), n(f)));
    Val p = tail(f, reduced(f, bounded, n.number()));
    // Half of it, so that 2^n does not overflow where the result does not.
    Val half = n.half(f);
    Val scaled = f.fma(half, p, f.sub(half, 0.5));
    Val result = f.select(f.equal(n.number(), 0), p, f.add(scaled, scaled));
    return f.copySign(result, x);
  }

  /// `e^x` where it is a normal number.
  static Val expModerate(Lanes f, Val x) {
    Power2 n = Power2.nearest(f, f.fma(x, f.real(LOG2_E), n(f)));
    Val p = tail(f, reduced(f, x, n.number()));
    Val power = n.power(f);
    return f.fma(power, p, power);
  }

  /// `e^x - 1` for `|x| ≤ 60`, which needs no care for what overflows.
  static Val expm1Moderate(Lanes f, Val x) {
    Power2 n = Power2.nearest(f, f.fma(x, f.real(LOG2_E), n(f)));
    Val p = tail(f, reduced(f, x, n.number()));
    Val power = n.power(f);
    return f.fma(power, p, f.sub(power, 1));
  }

  /// `1 / (1 + e^-x)`, from `e^-|x|`, which does not overflow.
  static Val logistic(Lanes f, Val x) {
    Val z = exp(f, f.neg(f.abs(x)));
    return f.div(f.select(f.less(x, 0), z, 1), f.add(z, 1));
  }

  static Val log(Lanes f, Val x) {
    Val tiny = f.less(x, f.smallestNormal());
    int up = f.mantissaBits() + 1;
    Val normal = f.select(tiny, f.mul(x, f.real(Math.scalb(1.0, up))), x);
    Mantissa split = Mantissa.of(f, normal);
    Val e = f.sub(split.exponent(), f.select(tiny, up, 0.0));
    return limits(f, x, ofParts(f, f.sub(split.mantissa(), 1), e));
  }

  /// The logarithm of positive normal numbers, for which there is no care for limits.
  static Val logOfNormal(Lanes f, Val x) {
    Mantissa split = Mantissa.of(f, x);
    return ofParts(f, f.sub(split.mantissa(), 1), split.exponent());
  }

  static Val log1p(Lanes f, Val x) {
    // 1 + x = u + lost, exactly (D. Knuth's sum of two numbers)
    Val u = f.add(x, 1);
    Val back = f.sub(u, 1);
    Val lost = f.add(f.sub(1, f.sub(u, back)), f.sub(x, back));
    Mantissa split = Mantissa.of(f, u);
    Val fraction = f.fma(lost, split.inversePower(f), f.sub(split.mantissa(), 1));
    Val result = limits(f, u, ofParts(f, fraction, split.exponent()));
    return f.copySign(result, x);
  }

  /// `e ln 2 + ln(1 + f)`
  private static Val ofParts(Lanes f, Val x, Val e) {
    Val square = f.mul(x, x);
    if (f.isDouble()) {
      Val s = f.div(x, f.add(x, 2));
      Val z = f.mul(s, s);
      Val half = f.mul(square, 0.5);
      Val inner = f.add(half, f.mul(z, f.polynomial(z, LOG_DOUBLE)));
      Val small = f.fma(s, inner, f.mul(e, LN_2_REST));
      return f.fma(e, LN_2, f.sub(x, f.sub(half, small)));
    }
    Val cubic = f.mul(f.mul(square, x), f.polynomial(x, LOG_FLOAT));
    Val small = f.fma(square, -0.5, f.fma(e, f.real(LN_2_REST_FLOAT), cubic));
    return f.fma(e, f.real(LN_2_FLOAT), f.add(x, small));
  }

  /// The logarithm of 0, of negative numbers, of infinity and of NaN.
  private static Val limits(Lanes f, Val x, Val log) {
    Code code = f.code();
    Val regular = f.select(f.less(x, Double.POSITIVE_INFINITY), log, x);
    Val zero = f.select(f.equal(x, 0), Double.NEGATIVE_INFINITY, regular);
    return f.select(code.compare("fcmp olt", x, f.real(0)), Double.NaN, zero);
  }
}
