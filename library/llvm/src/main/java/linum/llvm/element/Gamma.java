package linum.llvm.element;

import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// The logarithm of the gamma function and its derivative, computed in `double` for every type.
///
/// Sources of the formulas: Digital Library of Mathematical Functions, §5.5 (recurrence,
/// reflection), §5.7.3 (series), §5.11.1 and §5.11.2 (asymptotic expansions). Errors: `float` 1
/// ulp, `double` 8 ulp; near zeros of the functions, and next to the poles, the absolute error is
/// that of numbers of the size of their terms.
final class Gamma {
  private static final double EULER = 0.57721566490153286061;
  private static final double HALF_LN_2_PI = 0.91893853320467274178;

  /// From here on the asymptotic expansions are exact to the last digit.
  private static final double LARGE = 12;

  /// `(ln Γ(2 + z) / z - (1 - γ)) / z` for `|z| ≤ ½`
  private static final double[] NEAR_TWO = {
    0.3224670334241132, -0.0673523010531981, 0.02058080842778338, -0.007385551028673429,
    0.002890510330865901, -0.00119275391176255, 0.0005096695196526673, -0.00022315475602710603,
    9.945761692157133e-05, -4.492628637818162e-05, 2.050601970174762e-05, -9.43891959627718e-06,
    4.3828545383846665e-06, -2.043022895180944e-06, 9.242852225162277e-07, -4.3454173670260496e-07,
    2.7475390051909663e-07, -1.3029870239068415e-07
  };

  /// `B(2k) / (2k (2k - 1))` for `k = 1, 2, …`
  private static final double[] STIRLING = {
    1.0 / 12,
    -1.0 / 360,
    1.0 / 1260,
    -1.0 / 1680,
    1.0 / 1188,
    -691.0 / 360360,
    1.0 / 156,
    -3617.0 / 122400
  };

  /// `B(2k) / 2k` for `k = 1, 2, …`
  private static final double[] ASYMPTOTIC = {
    1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160
  };

  private Gamma() {}

  /// `ln |Γ(x)|`; infinite at the poles.
  static Val lgamma(Lanes narrow, Val value) {
    return Lanes.inDouble(
        narrow,
        value,
        (f, x) -> {
          Code code = f.code();
          Val a = f.abs(x);
          Val positive = lgammaOfPositive(f, a);
          // ln |Γ(-a)| = ln(π / |a sin πa|) - ln Γ(a)
          Val sine = f.abs(Trigonometric.ofQuarter(f, halfTurns(f, a), 0));
          Val reflected = f.sub(f.neg(ExpLog.log(f, f.mul(f.mul(a, sine), 1 / Math.PI))), positive);
          // Next to zero both sides are -ln |x|.
          Val result = f.select(f.less(x, -0x1p-100), reflected, positive);
          Val infinite = code.or(isPole(f, x), f.equal(a, Double.POSITIVE_INFINITY));
          return f.select(infinite, Double.POSITIVE_INFINITY, result);
        });
  }

  private static Angle halfTurns(Lanes f, Val x) {
    Val whole = f.code().compare("fcmp oge", f.abs(x), f.real(0x1p50));
    return Angle.ofHalfTurns(f, f.select(whole, 0.0, x));
  }

  private static Val isPole(Lanes f, Val x) {
    Code code = f.code();
    Val isWhole = code.compare("fcmp oeq", code.intrinsic("rint", x), x);
    return code.and(code.compare("fcmp ole", x, f.real(0)), isWhole);
  }

  private static Val lgammaOfPositive(Lanes f, Val x) {
    Val bounded = f.atMost(x, LARGE);
    Val y = bounded;
    Val product = f.real(1);
    for (int i = 0; i < 10; i++) {
      Val above = f.greater(y, 2.5);
      y = f.select(above, f.sub(y, 1), y);
      product = f.select(above, f.mul(product, y), product);
    }
    Val low = f.less(x, 0.5);
    Val middle = f.less(x, 1.5);
    Val z = f.select(low, x, f.sub(y, f.select(middle, 1.0, 2.0)));
    Val sum = f.fma(z, f.polynomial(z, NEAR_TWO), 1 - EULER);
    Val large = f.code().compare("fcmp oge", x, f.real(LARGE));
    // One logarithm serves all: of x (x + 1), of x, of the product, or Stirling's of x.
    Val below = f.select(low, f.mul(x, f.add(x, 1)), x);
    Val log = ExpLog.log(f, f.select(large, x, f.select(middle, below, product)));
    Val near = f.fma(z, sum, f.select(middle, f.neg(log), log));
    Val inverse = f.div(1, x);
    Val series = f.mul(inverse, f.polynomial(f.mul(inverse, inverse), STIRLING));
    Val rest = f.add(f.sub(HALF_LN_2_PI, x), series);
    Val stirling = f.fma(f.sub(x, 0.5), log, rest);
    return f.select(large, stirling, near);
  }

  /// `ψ(x) = d/dx ln Γ(x)`; NaN at the poles.
  static Val digamma(Lanes narrow, Val value) {
    return Lanes.inDouble(
        narrow,
        value,
        (f, x) -> {
          Code code = f.code();
          Val isNegative = f.less(x, 0);
          Val positive = digammaOfPositive(f, f.select(isNegative, f.sub(1, x), x));
          // ψ(x) = ψ(1 - x) - π / tan πx
          Angle angle = halfTurns(f, x);
          Val sine = Trigonometric.ofQuarter(f, angle, 0);
          Val cosine = Trigonometric.ofQuarter(f, angle, 1);
          Val reflected = f.sub(positive, f.div(f.mul(cosine, Math.PI), sine));
          Val result = f.select(isNegative, reflected, positive);
          Val undefined = code.or(isPole(f, x), f.isNaN(x));
          return f.select(undefined, Double.NaN, result);
        });
  }

  /// Moved up to [#LARGE] by `ψ(x) = ψ(x + 1) - 1/x`; the sum of the inverses is the derivative of
  /// the product by the product.
  private static Val digammaOfPositive(Lanes f, Val x) {
    Val y = x;
    Val product = f.real(1);
    Val derivative = f.real(0);
    for (int i = 0; i < LARGE; i++) {
      Val below = f.less(y, LARGE);
      derivative = f.select(below, f.fma(derivative, y, product), derivative);
      product = f.select(below, f.mul(product, y), product);
      y = f.select(below, f.add(y, 1), y);
    }
    Val inverse = f.div(1, y);
    Val square = f.mul(inverse, inverse);
    Val series = f.fma(square, f.polynomial(square, ASYMPTOTIC), f.mul(inverse, 0.5));
    return f.sub(f.sub(ExpLog.log(f, y), series), f.div(derivative, product));
  }
}
