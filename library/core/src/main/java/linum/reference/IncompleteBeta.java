package linum.reference;

/// The regularized incomplete beta function.
///
/// Source of the formulas: Digital Library of Mathematical Functions, §8.17.22 (continued
/// fraction), §8.17.4 (symmetry); evaluated as in [IncompleteGamma].
final class IncompleteBeta {
  private static final double TINY = 1e-300;
  private static final double PRECISE = 1e-16;
  private static final int LONG = 100_000;

  private IncompleteBeta() {}

  /// `I_x(a, b)`; NaN for negative `a` or `b`, and outside `0 ≤ x ≤ 1`.
  static double of(double a, double b, double x) {
    boolean allLeft = a == 0 || b == Double.POSITIVE_INFINITY;
    boolean allRight = b == 0 || a == Double.POSITIVE_INFINITY;
    if (!(a >= 0 && b >= 0 && x >= 0 && x <= 1) || (allLeft && allRight)) {
      return Double.NaN;
    }
    if (allLeft || x == 0) {
      return x == 0 ? 0 : 1;
    }
    if (allRight || x == 1) {
      return x == 1 ? 1 : 0;
    }
    return x < (a + 1) / (a + b + 2)
        ? power(a, b, x) * fraction(a, b, x)
        : 1 - power(b, a, 1 - x) * fraction(b, a, 1 - x);
  }

  /// `x^a (1 - x)^b / (a B(a, b))`
  private static double power(double a, double b, double x) {
    double logBeta = Gamma.lgamma(a) + Gamma.lgamma(b) - Gamma.lgamma(a + b);
    return Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta) / a;
  }

  private static double fraction(double a, double b, double x) {
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double h = d;
    for (int m = 1; m < LONG; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      h *= c * d;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      h *= c * d;
      if (Math.abs(c * d - 1) < PRECISE) {
        break;
      }
    }
    return h;
  }

  private static double away(double x) {
    return Math.abs(x) < TINY ? TINY : x;
  }
}
