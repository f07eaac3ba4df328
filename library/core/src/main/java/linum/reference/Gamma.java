package linum.reference;

/// The logarithm of the gamma function and its derivative.
///
/// Sources of the formulas: Digital Library of Mathematical Functions, §5.5 (recurrence,
/// reflection), §5.7.3 (series), §5.11.1 and §5.11.2 (asymptotic expansions).
final class Gamma {
  private static final double EULER = 0.57721566490153286061;
  private static final double HALF_LN_2_PI = 0.91893853320467274178;

  /// From here on the asymptotic expansions are exact to the last digit.
  private static final double LARGE = 12;

  /// `B(2k)` for `k = 1, 2, …`
  private static final double[] BERNOULLI = {
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510
  };

  /// `(-1)^k (ζ(k) - 1) / k` for `k = 2, 3, …`
  private static final double[] SERIES = series(36);

  private Gamma() {}

  /// `ln |Γ(x)|`
  static double lgamma(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (Double.isInfinite(x) || (x <= 0 && x == Math.rint(x))) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < 0) {
      return Math.log(Math.PI / Math.abs(x * sinPi(x))) - lgamma(-x);
    }
    if (x < 0.5) {
      return nearTwo(x) - Math.log1p(x) - Math.log(x);
    }
    if (x < 1.5) {
      return nearTwo(x - 1) - Math.log1p(x - 1);
    }
    if (x <= 2.5) {
      return nearTwo(x - 2);
    }
    return x < LARGE ? steppedDown(x) : stirling(x);
  }

  /// `ln Γ(2 + z) = (1 - γ) z + Σ (-1)^k (ζ(k) - 1) z^k / k` for `|z| ≤ ½`.
  private static double nearTwo(double z) {
    double sum = 0;
    for (int i = SERIES.length - 1; i >= 0; i--) {
      sum = sum * z + SERIES[i];
    }
    return z * ((1 - EULER) + z * sum);
  }

  private static double steppedDown(double x) {
    double product = 1;
    double y = x;
    while (y > 2.5) {
      y -= 1;
      product *= y;
    }
    return nearTwo(y - 2) + Math.log(product);
  }

  private static double stirling(double x) {
    return (x - 0.5) * Math.log(x) - x + HALF_LN_2_PI + stirlingRest(x);
  }

  /// `ln Γ(x) - ((x - ½) ln x - x + ½ ln 2π)`, for `x ≥ 10`.
  static double stirlingRest(double x) {
    double sum = 0;
    double power = 1 / x;
    for (int k = 1; k <= BERNOULLI.length; k++) {
      sum += BERNOULLI[k - 1] / (2 * k * (2 * k - 1)) * power;
      power /= x * x;
    }
    return sum;
  }

  private static double[] series(int length) {
    double[] c = new double[length];
    for (int k = 2; k < length + 2; k++) {
      c[k - 2] = (k % 2 == 0 ? 1 : -1) * zetaMinusOne(k) / k;
    }
    return c;
  }

  /// `Σ n^-k` for `n ≥ 2`: some terms, then the integral of the rest with its first corrections
  /// (Euler and Maclaurin).
  private static double zetaMinusOne(int k) {
    int terms = 20;
    double n = terms;
    double tail = Math.pow(n, 1 - k) / (k - 1) + 0.5 * Math.pow(n, -k);
    double factor = k * Math.pow(n, -k - 1);
    tail += factor / 12;
    factor *= (k + 1) * (k + 2) / (n * n);
    tail -= factor / 720;
    factor *= (k + 3) * (k + 4) / (n * n);
    tail += factor / 30240;
    factor *= (k + 5) * (k + 6) / (n * n);
    tail -= factor / 1209600;
    double sum = tail;
    for (int i = terms - 1; i >= 2; i--) {
      sum += Math.pow(i, -k);
    }
    return sum;
  }

  /// `ψ(x) = d/dx ln Γ(x)`; NaN at the poles.
  static double digamma(double x) {
    if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY || (x <= 0 && x == Math.rint(x))) {
      return Double.NaN;
    }
    if (x < 0) {
      return digamma(1 - x) - Math.PI / tanPi(x);
    }
    double shift = 0;
    double y = x;
    while (y < LARGE) {
      shift += 1 / y;
      y += 1;
    }
    double sum = 0;
    double power = 1 / (y * y);
    for (int k = 1; k <= BERNOULLI.length; k++) {
      sum += BERNOULLI[k - 1] / (2 * k) * power;
      power /= y * y;
    }
    return Math.log(y) - 0.5 / y - sum - shift;
  }

  /// `sin(πx)`, with the whole part of `x` taken off before the multiplication.
  private static double sinPi(double x) {
    double fraction = x - Math.rint(x);
    double s = Math.sin(Math.PI * fraction);
    return Math.rint(x) % 2 == 0 ? s : -s;
  }

  private static double tanPi(double x) {
    return Math.tan(Math.PI * (x - Math.rint(x)));
  }
}
