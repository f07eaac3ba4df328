package linum.llvm.element;

import linum.llvm.emit.Val;

/// Hyperbolic functions and their inverses. Errors: [#tanh] 2.5 ulp for `float` and 3 for `double`;
/// the others of `float`, computed in `double`, 1 ulp, and of `double` 4 ulp.
final class Hyperbolic {
  private Hyperbolic() {}

  /// `t / (t + 2)` with `t = e^2|x| - 1` and the sign of `x`; beyond a bound it is 1.
  static Val tanh(Lanes f, Val x) {
    Val a = f.atMost(f.abs(x), f.either(9.2, 20));
    Val t = ExpLog.expm1Moderate(f, f.add(a, a));
    return f.copySign(f.div(t, f.add(t, 2)), x);
  }

  /// `(t + t / (t + 1)) / 2` with `t = e^|x| - 1`; where that overflows, `(e^(|x|/2) / 2)
  /// e^(|x|/2)`.
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
          Val huge = f.greater(a, 0x1p500);
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
          Val huge = f.greater(x, 0x1p500);
          Val t = f.sub(x, 1);
          // Below one the root of t alone is no number.
          Val inner = f.add(t, f.mul(f.sqrt(t), f.sqrt(f.add(t, 2))));
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
