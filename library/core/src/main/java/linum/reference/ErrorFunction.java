package linum.reference;

/// `erf` and `erfc`, by the rational approximations of W. J. Cody, "Rational Chebyshev
/// approximations for the error function", Mathematics of Computation 23 (1969), with the
/// coefficients of his program CALERF (Netlib, `specfun/erf`). Their relative error is below 1e-15.
final class ErrorFunction {
  private static final double INVERSE_SQRT_PI = 0.56418958354775628695;

  private static final double[] A = {
    1.85777706184603153e-1,
    3.16112374387056560e00,
    1.13864154151050156e02,
    3.77485237685302021e02,
    3.20937758913846947e03
  };
  private static final double[] B = {
    1,
    2.36012909523441209e01,
    2.44024637934444173e02,
    1.28261652607737228e03,
    2.84423683343917062e03
  };
  private static final double[] C = {
    2.15311535474403846e-8,
    5.64188496988670089e-1,
    8.88314979438837594e00,
    6.61191906371416295e01,
    2.98635138197400131e02,
    8.81952221241769090e02,
    1.71204761263407058e03,
    2.05107837782607147e03,
    1.23033935479799725e03
  };
  private static final double[] D = {
    1,
    1.57449261107098347e01,
    1.17693950891312499e02,
    5.37181101862009858e02,
    1.62138957456669019e03,
    3.29079923573345963e03,
    4.36261909014324716e03,
    3.43936767414372164e03,
    1.23033935480374942e03
  };
  private static final double[] P = {
    1.63153871373020978e-2,
    3.05326634961232344e-1,
    3.60344899949804439e-1,
    1.25781726111229246e-1,
    1.60837851487422766e-2,
    6.58749161529837803e-4
  };
  private static final double[] Q = {
    1,
    2.56852019228982242e00,
    1.87295284992346725e00,
    5.27905102951428412e-1,
    6.05183413124413191e-2,
    2.33520497626869185e-3
  };

  private ErrorFunction() {}

  static double erf(double x) {
    double a = Math.abs(x);
    if (a <= 0.46875) {
      return small(x);
    }
    return a < 6 ? Math.copySign(1 - complement(a), x) : Double.isNaN(x) ? x : Math.signum(x);
  }

  static double erfc(double x) {
    if (Math.abs(x) <= 0.46875) {
      return 1 - small(x);
    }
    return x < 0 ? 2 - complement(-x) : complement(x);
  }

  private static double small(double x) {
    double z = x * x;
    return x * polynomial(A, z) / polynomial(B, z);
  }

  /// `erfc(x)` for `x > 0.46875`.
  private static double complement(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    if (x > 27) {
      return 0;
    }
    double scaled;
    if (x <= 4) {
      scaled = polynomial(C, x) / polynomial(D, x);
    } else {
      double z = 1 / (x * x);
      scaled = (INVERSE_SQRT_PI - z * polynomial(P, z) / polynomial(Q, z)) / x;
    }
    return expOfNegativeSquare(x) * scaled;
  }

  /// `exp(-x²)` with what the rounding of `x²` lost.
  private static double expOfNegativeSquare(double x) {
    double square = x * x;
    double lost = Math.fma(x, x, -square);
    return Math.exp(-square) * (1 - lost);
  }

  /// By Horner's rule, highest power first.
  static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (double c : coefficients) {
      sum = Math.fma(sum, x, c);
    }
    return sum;
  }
}
