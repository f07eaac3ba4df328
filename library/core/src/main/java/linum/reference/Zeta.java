package linum.reference;

/// Hurwitz' zeta function and the derivatives of digamma, which are made of it.
///
/// Sources of the formulas: Digital Library of Mathematical Functions, §25.11.1 (series), §2.10(i)
/// (Euler and Maclaurin's sum), §25.11.12 (polygamma).
final class Zeta {
  /// `B(2j) / (2j)!` for `j = 1, 2, …`
  private static final double[] COEFFICIENTS = {
    1.0 / 12,
    -1.0 / 720,
    1.0 / 30240,
    -1.0 / 1209600,
    1.0 / 47900160,
    -691.0 / 1307674368000.0,
    1.0 / 74724249600.0,
    -3617.0 / 10670622842880000.0
  };

  /// Terms are added one by one up to here, or to three times the power; then the rest of the sum
  /// is exact to the last digit.
  private static final double LARGE = 12;

  /// Below its negative nothing is added up: every number is within rounding of a pole.
  private static final double TOO_LOW = 1e6;

  private Zeta() {}

  /// `ζ(s, q) = Σ (k + q)^-s`. Infinite at its poles, `s = 1` and whole `q ≤ 0`; NaN for `s < 1`,
  /// and for `q < 0` unless `s` is whole.
  static double hurwitz(double s, double q) {
    if (Double.isNaN(s) || Double.isNaN(q) || s < 1) {
      return Double.NaN;
    }
    if (s == 1 || (q <= 0 && q == Math.rint(q))) {
      return Double.POSITIVE_INFINITY;
    }
    if (q < 0 && (s != Math.rint(s) || q < -TOO_LOW)) {
      return Double.NaN;
    }
    double end = Math.max(LARGE, 3 * s);
    double sum = 0;
    double y = q;
    while (y < end) {
      double term = Math.pow(y, -s);
      sum += term;
      if (y > 0 && term <= sum * 1e-17) {
        return sum;
      }
      y += 1;
    }
    return sum + rest(s, y);
  }

  /// The sum from `y` on: an integral, half of the first term, and corrections.
  private static double rest(double s, double y) {
    double first = Math.pow(y, -s);
    double sum = first * (y / (s - 1) + 0.5);
    double factor = first * s / y;
    for (int j = 0; j < COEFFICIENTS.length; j++) {
      sum += COEFFICIENTS[j] * factor;
      factor *= (s + 2 * j + 1) / y * ((s + 2 * j + 2) / y);
    }
    return sum;
  }

  /// `ψ⁽ⁿ⁾(x) = (-1)^(n+1) n! ζ(n + 1, x)`; NaN unless `n` is a whole number from 0 on.
  static double polygamma(double n, double x) {
    if (!(n >= 0) || n != Math.rint(n)) {
      return Double.NaN;
    }
    if (n == 0) {
      return Gamma.digamma(x);
    }
    double factorial = 1;
    for (int k = 2; k <= n && factorial < Double.POSITIVE_INFINITY; k++) {
      factorial *= k;
    }
    double size = factorial * hurwitz(n + 1, x);
    return n % 2 == 0 ? -size : size;
  }
}
