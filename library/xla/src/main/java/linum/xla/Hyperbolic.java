package linum.xla;

import linum.ir.DType;

/// Hyperbolic functions and their inverses.
final class Hyperbolic {
  private static final double LN_2 = Math.log(2);

  private Hyperbolic() {}

  /// With `e = expm1(x)` near zero: `(e + e / (e + 1)) / 2`; else from two exponentials, halved in
  /// the exponent so that they overflow no sooner than the result does.
  static Tensor sinh(Tensor x, Block b) {
    Tensor e = b.same("exponential_minus_one", x);
    Tensor near = Ops.mul(b, Ops.add(b, e, Ops.div(b, e, Ops.add(b, e, 1))), 0.5);
    Tensor far = Ops.sub(b, halfExp(x, b), halfExp(b.same("negate", x), b));
    Tensor small = Ops.compare(b, "LT", b.same("abs", x), Ops.like(b, x, 1L));
    return Ops.select(b, small, near, far);
  }

  static Tensor cosh(Tensor x, Block b) {
    return Ops.add(b, halfExp(x, b), halfExp(b.same("negate", x), b));
  }

  private static Tensor halfExp(Tensor x, Block b) {
    return b.same("exponential", Ops.add(b, x, -LN_2));
  }

  /// `ln(x + √(x² + 1))`, written so that it is exact near zero and does not overflow.
  static Tensor asinh(Tensor x, Block b) {
    Tensor a = b.same("abs", x);
    Tensor square = Ops.mul(b, a, a);
    Tensor root = b.same("sqrt", Ops.add(b, square, 1));
    Tensor near = b.same("log_plus_one", Ops.add(b, a, Ops.div(b, square, Ops.add(b, root, 1))));
    Tensor result = Ops.select(b, isLarge(a, b), largeLog(a, b), near);
    return Ops.mul(b, b.same("sign", x), result);
  }

  /// `ln(x + √(x² - 1))`, written so that it is exact near one and does not overflow.
  static Tensor acosh(Tensor x, Block b) {
    Tensor t = Ops.add(b, x, -1);
    Tensor root = b.same("sqrt", Ops.mul(b, t, Ops.add(b, t, 2)));
    return Ops.select(
        b, isLarge(x, b), largeLog(x, b), b.same("log_plus_one", Ops.add(b, t, root)));
  }

  private static Tensor isLarge(Tensor x, Block b) {
    double large = x.dtype() == DType.FLOAT64 ? 1e8 : 1e4;
    return Ops.compare(b, "GT", x, Ops.like(b, x, large));
  }

  private static Tensor largeLog(Tensor x, Block b) {
    return Ops.add(b, b.same("log", x), LN_2);
  }

  /// `½ (ln(1 + x) - ln(1 - x))`
  static Tensor atanh(Tensor x, Block b) {
    Tensor up = b.same("log_plus_one", x);
    Tensor down = b.same("log_plus_one", b.same("negate", x));
    return Ops.mul(b, Ops.sub(b, up, down), 0.5);
  }
}
