package linum.llvm.element;

import linum.llvm.emit.Val;

/// Hyperbolic functions and their inverses. Errors: the hyperbolic tangent 2 ulp; the others of
/// `float`, computed in `double`, 1 ulp, and of `double` 4 ulp.
final class Hyperbolic {
  /// `(tanh x - x) / x³` in `x²` for `|x| ≤ 0.56`
  private static final double[] TANH_FLOAT = {
    -0.3333333, 0.13333082, -0.05390335, 0.021272749, -0.006542542
  };

  private Hyperbolic() {}

  /// `double`: `t / (t + 2)` with `t = e^2|x| - 1`; beyond a bound it is 1. `float`: a polynomial
  /// near zero, and `1 - 2 / (e^2|x| + 1)` beyond.
  static Val tanh(Lanes f, Val x) {
    Val a = f.atMost(f.abs(x), f.either(9.2, 20));
    if (f.isDouble()) {
      Val t = ExpLog.expm1Moderate(f, f.add(a, a));
      return f.copySign(f.div(t, f.add(t, 2)), x);
    }
    Val far = f.sub(1, f.div(2, f.add(ExpLog.expModerate(f, f.add(a, a)), 1)));
    Val z = f.mul(a, a);
    Val near = f.fma(f.mul(a, z), f.polynomial(z, TANH_FLOAT), a);
    return f.copySign(f.select(f.less(a, 0.55), near, far), x);
  }

  /// `(t + t / (t + 1)) / 2` with `t = e^|x| - 1`; where that overflows, `(e^(|x|/2) / 2) e^(|x|/2)`.
  static Val sinh(Lanes narrow, Val value) {
    return Lanes.inDouble(
        narrow,
        value,
        (f, x) -> {
          Val a = f.abs(x);
          Val t = ExpLog.expm1(f, a);
          Val small = f.mul(f.add(t, f.div(t, f.add(t, 1))), 0.5);
          return f.copySign(f.select(f.less(a, 22), small, half(f, a)), x);
        });
  }

  static Val cosh(Lanes narrow, Val value) {
    return Lanes.inDouble(
        narrow,
        value,
        (f, x) -> {
          Val a = f.abs(x);
          Val e = ExpLog.exp(f, a);
          Val small = f.fma(e, 0.5, f.div(0.5, e));
          return f.select(f.less(a, 22), small, half(f, a));
        });
  }

  /// `e^a / 2`, which overflows later than `e^a`.
  private static Val half(Lanes f, Val a) {
    Val root = ExpLog.exp(f, f.mul(a, 0.5));
    return f.mul(f.mul(root, 0.5), root);
  }

  /// `ln(|x| + √(x² + 1))` with the sign of `x`, exact near zero.
  static Val asinh(Lanes narrow, Val value) {
    return Lanes.inDouble(
        narrow,
        value,
        (f, x) -> {
          Val a = f.abs(x);
          Val huge = f.greater(a, 0x1p28);
          Val square = f.mul(a, a);
          Val root = f.sqrt(f.add(square, 1));
          Val inner = f.add(a, f.div(square, f.add(root, 1)));
          Val log = ExpLog.log1p(f, f.select(huge, a, inner));
          return f.copySign(f.select(huge, f.add(log, ExpLog.LN_2), log), x);
        });
  }

  /// `ln(x + √(x² - 1))`, exact near one.
  static Val acosh(Lanes narrow, Val value) {
    return Lanes.inDouble(
        narrow,
        value,
        (f, x) -> {
          Val huge = f.greater(x, 0x1p28);
          Val t = f.sub(x, 1);
          Val inner = f.add(t, f.sqrt(f.mul(t, f.add(t, 2))));
          Val log = ExpLog.log1p(f, f.select(huge, x, inner));
          return f.select(huge, f.add(log, ExpLog.LN_2), log);
        });
  }

  /// `½ ln((1 + x) / (1 - x))`
  static Val atanh(Lanes narrow, Val value) {
    return Lanes.inDouble(
        narrow,
        value,
        (f, x) -> {
          Val a = f.abs(x);
          Val ratio = f.div(f.add(a, a), f.sub(1, a));
          return f.copySign(f.mul(ExpLog.log1p(f, ratio), 0.5), x);
        });
  }
}
