package linum.reference;

/// Modified Bessel functions of the first kind, times `e^-|x|`.
///
/// Sources of the formulas: Digital Library of Mathematical Functions, §10.25.2 (series), §10.40.1
/// (asymptotic expansion).
final class Bessel {
  /// From here on the asymptotic expansion is exact to the last digit.
  private static final double LARGE = 30;

  private Bessel() {}

  static double i0e(double x) {
    return scaled(0, Math.abs(x));
  }

  static double i1e(double x) {
    double size = scaled(1, Math.abs(x));
    return x < 0 ? -size : size;
  }

  private static double scaled(int order, double x) {
    return x < LARGE ? series(order, x) : asymptotic(order, x);
  }

  /// `(x/2)^n e^-x Σ (x²/4)^k / (k! (n + k)!)` for `n = 0, 1`.
  private static double series(int order, double x) {
    double quarter = x * x / 4;
    double term = order == 0 ? 1 : x / 2;
    double sum = term;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= quarter / ((double) k * (k + order));
      sum += term;
    }
    return sum * Math.exp(-x);
  }

  /// `1/√(2πx) Σ (-1)^k (4n² - 1²) … (4n² - (2k - 1)²) / (k! (8x)^k)`, up to the smallest term.
  private static double asymptotic(int order, double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    double term = 1;
    double sum = term;
    for (int k = 1; k < 2 * LARGE && Math.abs(term) > 1e-17; k++) {
      double odd = 2.0 * k - 1;
      term *= -(4.0 * order - odd * odd) / (8 * x * k);
      sum += term;
    }
    return sum / Math.sqrt(2 * Math.PI * x);
  }
}
