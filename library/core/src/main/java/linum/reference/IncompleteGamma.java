package linum.reference;

/// The incomplete gamma function and its derivatives in the parameter.
///
/// `P(a, x)` is a power series and `Q = 1 - P` a continued fraction, each times a power of `x`;
/// both are summed with their derivatives in `a`. Sources of the formulas: Digital Library of
/// Mathematical Functions, §8.11.4 (series), §8.9.2 (continued fraction), §5.11.1 (`ln Γ`); the
/// fraction is evaluated as W. J. Lentz does, "Generating Bessel functions in Mie scattering
/// calculations using continued fractions" (1976).
final class IncompleteGamma {
  private static final double TINY = 1e-300;
  private static final double PRECISE = 1e-16;
  private static final int LONG = 1_000_000;

  private IncompleteGamma() {}

  /// `P(a, x)`; NaN for negative operands.
  static double lower(double a, double x) {
    if (isOutside(a, x)) {
      return Double.NaN;
    }
    if (x == 0 || Double.isInfinite(a)) {
      return 0;
    }
    if (a == 0 || Double.isInfinite(x)) {
      return 1;
    }
    return isUpper(a, x) ? 1 - upperTail(a, x) : lowerTail(a, x);
  }

  /// `Q(a, x) = 1 - P(a, x)`; NaN for negative operands.
  static double upper(double a, double x) {
    if (isOutside(a, x)) {
      return Double.NaN;
    }
    if (a == 0 || Double.isInfinite(x)) {
      return 0;
    }
    if (x == 0 || Double.isInfinite(a)) {
      return 1;
    }
    return isUpper(a, x) ? upperTail(a, x) : 1 - lowerTail(a, x);
  }

  private static boolean isOutside(double a, double x) {
    return !(a >= 0 && x >= 0)
        || (a == 0 && x == 0)
        || (Double.isInfinite(a) && Double.isInfinite(x));
  }

  // Where the fraction converges quickly.
  private static boolean isUpper(double a, double x) {
    return x > 1 && x > a;
  }

  private static double lowerTail(double a, double x) {
    return density(a, x) / a * series(a, x).value();
  }

  private static double upperTail(double a, double x) {
    return density(a, x) * fraction(a, x).value();
  }

  /// `∂P(a, x) / ∂a`; NaN unless `a > 0` and `x ≥ 0`.
  static double lowerSlope(double a, double x) {
    if (!(a > 0 && x >= 0)) {
      return Double.NaN;
    }
    if (x == 0 || Double.isInfinite(a) || Double.isInfinite(x)) {
      return 0;
    }
    return -density(a, x) * quantileSlope(a, x);
  }

  /// `dx / da` along the curve on which `P(a, x)` stays the same; NaN unless `a > 0` and `x ≥ 0`.
  static double sampleSlope(double a, double x) {
    if (!(a > 0 && x >= 0)) {
      return Double.NaN;
    }
    return x == 0 ? 0 : x * quantileSlope(a, x);
  }

  // -(∂P/∂a) divided by x^a e^-x / Γ(a), which is x times the density of the distribution. Of the
  // power only the derivative of its logarithm is left.
  private static double quantileSlope(double a, double x) {
    if (isUpper(a, x)) {
      Dual q = fraction(a, x);
      return q.value() * (Math.log(x) - Gamma.digamma(a)) + q.slope();
    }
    Dual p = series(a, x);
    return -(p.value() * (Math.log(x) - Gamma.digamma(a + 1)) + p.slope()) / a;
  }

  /// `x^a e^-x / Γ(a)`
  private static double density(double a, double x) {
    if (a < 10) {
      return Math.exp(a * Math.log(x) - x - Gamma.lgamma(a));
    }
    // For large a the logarithms cancel: a ln(x/a) - (x - a) is taken together.
    double u = (x - a) / a;
    return Math.sqrt(a / (2 * Math.PI)) * Math.exp(a * logMinus(u) - Gamma.stirlingRest(a));
  }

  /// `ln(1 + u) - u`
  private static double logMinus(double u) {
    if (Math.abs(u) > 0.1) {
      return Math.log1p(u) - u;
    }
    double sum = 0;
    for (int k = 18; k >= 2; k--) {
      sum = sum * u + (k % 2 == 0 ? -1.0 : 1.0) / k;
    }
    return sum * u * u;
  }

  /// `Σ x^n / ((a + 1) … (a + n))`
  private static Dual series(double a, double x) {
    Dual term = Dual.constant(1);
    Dual sum = term;
    for (int n = 1; n < LONG; n++) {
      term = term.times(x).over(new Dual(a + n, 1));
      sum = sum.plus(term);
      if (x < a + n && isSmall(term, sum)) {
        break;
      }
    }
    return sum;
  }

  /// `1/(x + 1 - a - 1(1 - a)/(x + 3 - a - 2(2 - a)/(x + 5 - a - …)))`
  private static Dual fraction(double a, double x) {
    Dual b = new Dual(x + 1 - a, -1);
    Dual c = Dual.constant(1 / TINY);
    Dual d = Dual.constant(1).over(b);
    Dual h = d;
    for (int i = 1; i < LONG; i++) {
      Dual numerator = new Dual(-i * (i - a), i);
      b = b.plus(2);
      d = Dual.constant(1).over(away(numerator.times(d).plus(b)));
      c = away(b.plus(numerator.over(c)));
      Dual step = c.times(d);
      h = h.times(step);
      if (Math.abs(step.value() - 1) < PRECISE && Math.abs(step.slope()) < PRECISE) {
        break;
      }
    }
    return h;
  }

  private static boolean isSmall(Dual term, Dual sum) {
    return Math.abs(term.value()) < PRECISE * Math.abs(sum.value())
        && Math.abs(term.slope()) <= PRECISE * Math.abs(sum.slope());
  }

  private static Dual away(Dual x) {
    return Math.abs(x.value()) < TINY ? new Dual(TINY, x.slope()) : x;
  }
}
