package linum.reference;

/// Elementary functions that `java.lang.Math` lacks.
final class Functions {
  private static final double LN_2 = Math.log(2);

  private Functions() {}

  static double roundAwayFromZero(double x) {
    double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
    return Math.abs(x - whole) >= 0.5 ? whole + Math.signum(x) : whole;
  }

  /// `ln(x + √(x² + 1))`, written so that it is exact near zero and does not overflow.
  static double asinh(double x) {
    double a = Math.abs(x);
    double result =
        a > 1e8 ? Math.log(a) + LN_2 : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
    return Double.isNaN(x) ? x : Math.copySign(result, x);
  }

  /// `ln(x + √(x² - 1))`, written so that it is exact near one and does not overflow.
  static double acosh(double x) {
    if (x > 1e8) {
      return Math.log(x) + LN_2;
    }
    double t = x - 1;
    return t < 0 ? Double.NaN : Math.log1p(t + Math.sqrt(t * (t + 2)));
  }

  /// `½ ln((1 + x) / (1 - x))`
  static double atanh(double x) {
    double a = Math.abs(x);
    return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
  }

  /// As C's `pow`: unlike Java's, `pow(1, y)` is 1 for every `y`, and `pow(-1, ±∞)` is 1.
  static double pow(double x, double y) {
    return x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : Math.pow(x, y);
  }
}
