package linum.xla;

import linum.ir.DType;

/// `erf` and `erfc`.
///
/// For `f64` and for `erfc`, the rational approximations of W. J. Cody, "Rational Chebyshev
/// approximations for the error function", Mathematics of Computation 23 (1969), with the
/// coefficients of his program CALERF (Netlib, `specfun/erf`); for `erf` of `f32` one rational
/// function is enough, Eigen's, which XLA uses too.
final class ErrorFunction {
  private static final double INVERSE_SQRT_PI = 0.56418958354775628695;

  private static final double[] SINGLE_TOP = {
    0.00022905065861350646,
    0.0034082910107109506,
    0.050955695062380861,
    0.18520832239976145,
    1.128379143519084
  };
  private static final double[] SINGLE_BOTTOM = {
    -1.1791602954361697e-7,
    0.000023547966471313185,
    0.0010179625278914885,
    0.014070470171167667,
    0.11098505178285362,
    0.49746925110067538,
    1.0
  };
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

  static Tensor erf(Tensor x, Block b) {
    if (x.dtype() != DType.FLOAT64) {
      return single(x, b);
    }
    Tensor a = b.same("abs", x);
    Tensor far = Ops.mul(b, b.same("sign", x), oneMinus(complement(a, b), b));
    return Ops.select(b, isSmall(a, b), small(x, b), far);
  }

  static Tensor erfc(Tensor x, Block b) {
    Tensor a = b.same("abs", x);
    Tensor right = complement(a, b);
    Tensor negative = Ops.compare(b, "LT", x, Ops.like(b, x, 0L));
    Tensor far = Ops.select(b, negative, Ops.sub(b, Ops.like(b, x, 2L), right), right);
    return Ops.select(b, isSmall(a, b), oneMinus(small(x, b), b), far);
  }

  private static Tensor single(Tensor x, Block b) {
    double limit = 3.7439211627767994;
    Tensor clamped = b.same("clamp", Ops.like(b, x, -limit), x, Ops.like(b, x, limit));
    Tensor square = Ops.mul(b, clamped, clamped);
    Tensor top = Ops.mul(b, clamped, Ops.polynomial(b, square, SINGLE_TOP));
    return Ops.div(b, top, Ops.polynomial(b, square, SINGLE_BOTTOM));
  }

  private static Tensor isSmall(Tensor a, Block b) {
    return Ops.compare(b, "LE", a, Ops.like(b, a, 0.46875));
  }

  private static Tensor oneMinus(Tensor x, Block b) {
    return Ops.sub(b, Ops.like(b, x, 1L), x);
  }

  private static Tensor small(Tensor x, Block b) {
    Tensor z = Ops.mul(b, x, x);
    return Ops.mul(b, x, Ops.div(b, Ops.polynomial(b, z, A), Ops.polynomial(b, z, B)));
  }

  /// `erfc(x)` for `x > 0.46875`. Beyond 27 it is less than any number.
  private static Tensor complement(Tensor a, Block b) {
    Tensor x = b.same("minimum", a, Ops.like(b, a, 27L));
    Tensor middle = Ops.div(b, Ops.polynomial(b, x, C), Ops.polynomial(b, x, D));
    Tensor square = Ops.mul(b, x, x);
    Tensor z = Ops.div(b, Ops.like(b, x, 1L), square);
    Tensor correction = Ops.mul(b, z, Ops.div(b, Ops.polynomial(b, z, P), Ops.polynomial(b, z, Q)));
    Tensor tail = Ops.div(b, Ops.sub(b, Ops.like(b, x, INVERSE_SQRT_PI), correction), x);
    Tensor near = Ops.compare(b, "LE", x, Ops.like(b, x, 4L));
    Tensor gauss = b.same("exponential", b.same("negate", square));
    return Ops.mul(b, gauss, Ops.select(b, near, middle, tail));
  }
}
