package linum.llvm.element;

import linum.llvm.emit.Val;

/// The error function and its complement.
///
/// `double`: the rational approximations of W. J. Cody, "Rational Chebyshev approximations for the
/// error function", Mathematics of Computation 23 (1969), with the coefficients of his program
/// CALERF (Netlib, `specfun/erf`). `float`: a polynomial near zero, and the exponential of one
/// beyond. The errors of [#erf] are 2 ulp for `float` and 3 for `double`, those of [#erfc] 4.5 and
/// 4 ulp.
final class ErrorFunction {
  private static final double INVERSE_SQRT_PI = 0.56418958354775628695;

  /// `erf(x) / x - 1` in `x²` for `|x| ≤ 0.92`
  private static final double[] NEAR_FLOAT = {
    0.12837917, -0.37612632, 0.112836696, -0.02685796, 0.0051974873, -0.00081029156, 8.20417e-05
  };

  /// `ln erfc(x)` for `0.92 ≤ x ≤ 3.95`
  private static final double[] FAR_FLOAT = {
    0.00032318564,
    -1.1302519,
    -0.63178444,
    -0.1101281,
    0.026453158,
    -0.0047724345,
    0.0005998597,
    -4.6455236e-05,
    1.6589021e-06
  };

  /// `e^(x²) erfc(x)` in `(x - 3) / (x + 3)` for `0 ≤ x ≤ 10.1`
  private static final double[] SCALED_FLOAT = {
    0.17900115,
    -0.32623357,
    0.24560381,
    -0.15011571,
    0.071665615,
    -0.024394931,
    0.004269897,
    0.0007185777,
    -0.0005952161,
    2.4722329e-05,
    5.383139e-05
  };

  private static final double[] A = {
    3.20937758913846947e03,
    3.77485237685302021e02,
    1.13864154151050156e02,
    3.16112374387056560e00,
    1.85777706184603153e-1
  };
  private static final double[] B = {
    2.84423683343917062e03,
    1.28261652607737228e03,
    2.44024637934444173e02,
    2.36012909523441209e01,
    1
  };
  private static final double[] C = {
    1.23033935479799725e03, 2.05107837782607147e03, 1.71204761263407058e03, 8.81952221241769090e02,
    2.98635138197400131e02, 6.61191906371416295e01, 8.88314979438837594e00, 5.64188496988670089e-1,
    2.15311535474403846e-8
  };
  private static final double[] D = {
    1.23033935480374942e03,
    3.43936767414372164e03,
    4.36261909014324716e03,
    3.29079923573345963e03,
    1.62138957456669019e03,
    5.37181101862009858e02,
    1.17693950891312499e02,
    1.57449261107098347e01,
    1
  };
  private static final double[] P = {
    6.58749161529837803e-4,
    1.60837851487422766e-2,
    1.25781726111229246e-1,
    3.60344899949804439e-1,
    3.05326634961232344e-1,
    1.63153871373020978e-2
  };
  private static final double[] Q = {
    2.33520497626869185e-3,
    6.05183413124413191e-2,
    5.27905102951428412e-1,
    1.87295284992346725e00,
    2.56852019228982242e00,
    1
  };

  private ErrorFunction() {}

  static Val erf(Lanes f, Val x) {
    Val a = f.abs(x);
    Val z = f.mul(x, x);
    if (f.isDouble()) {
      Val far = f.copySign(f.sub(1, complement(f, f.atMost(a, 6))), x);
      return f.select(f.less(a, 0.46875), near(f, x, z), far);
    }
    Val near = f.fma(x, f.polynomial(z, NEAR_FLOAT), x);
    Val exponent = f.polynomial(f.atMost(a, 3.95), FAR_FLOAT);
    Val far = f.copySign(f.sub(1, ExpLog.expModerate(f, exponent)), x);
    Val result = f.select(f.less(a, 0.92), near, far);
    return f.select(f.equal(x, 0), x, result);
  }

  static Val erfc(Lanes f, Val x) {
    Val a = f.abs(x);
    Val far = f.isDouble() ? complement(f, f.atMost(a, 28)) : complementOfFloat(f, a);
    Val result = f.select(f.less(x, 0), f.sub(2, far), far);
    return f.isDouble()
        ? f.select(f.less(a, 0.46875), f.sub(1, near(f, x, f.mul(x, x))), result)
        : result;
  }

  /// `erfc(x)` for `x ≥ 0`; the substitution is that of M. Shepherd, J. Laframboise, "Chebyshev
  /// approximation of (1 + 2x) exp(x²) erfc x", Mathematics of Computation 36 (1981).
  private static Val complementOfFloat(Lanes f, Val size) {
    Val x = f.atMost(size, 10.1);
    Val ratio = f.div(f.sub(x, 3), f.add(x, 3));
    // What the roundings left, by 1 / (x + 3) = (1 - ratio) / 6
    Val left = f.fma(f.neg(ratio), x, f.fma(f.add(ratio, 1), -3.0, x));
    Val t = f.fma(left, f.fma(ratio, -1.0 / 6, 1.0 / 6), ratio);
    return f.mul(expOfNegativeSquare(f, x), f.polynomial(t, SCALED_FLOAT));
  }

  /// `e^(-x²)` with what the rounding of `x²` lost.
  private static Val expOfNegativeSquare(Lanes f, Val x) {
    Val square = f.mul(x, x);
    Val lost = f.fma(x, x, f.neg(square));
    return ExpLog.expOfSum(f, f.neg(square), f.neg(lost));
  }

  /// `erf(x)` for `|x| ≤ 0.46875`
  private static Val near(Lanes f, Val x, Val z) {
    return f.div(f.mul(x, f.polynomial(z, A)), f.polynomial(z, B));
  }

  /// `erfc(x)` for `0.46875 ≤ x ≤ 28`
  private static Val complement(Lanes f, Val x) {
    Val square = f.mul(x, x);
    Val power = expOfNegativeSquare(f, x);
    Val middle = f.div(f.polynomial(x, C), f.polynomial(x, D));
    Val z = f.div(1, square);
    Val ratio = f.div(f.mul(z, f.polynomial(z, P)), f.polynomial(z, Q));
    Val far = f.div(f.sub(INVERSE_SQRT_PI, ratio), x);
    return f.mul(power, f.select(f.less(x, 4), middle, far));
  }
}
