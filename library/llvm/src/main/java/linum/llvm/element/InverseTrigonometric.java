package linum.llvm.element;

import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// Inverses of sine, cosine and tangent, computed in `double` for every type. Errors: `float` 1
/// ulp, `double` 3 ulp.
final class InverseTrigonometric {
  /// `(arcsin x - x) / x³` in `x²` for `|x| ≤ ½`
  private static final double[] ASIN = {
    0.16666666666666669, 0.07499999999998433, 0.04464285714635543, 0.030381944138531247,
    0.02237217294214989, 0.017352392720869973, 0.013971212973552933, 0.011479177415184906,
    0.01032281435018578, 0.005457506718640358, 0.01740087944269402, -0.014851887071247204,
    0.028757851367421566
  };

  /// `(arctan x - x) / x³` in `x²` for `|x| ≤ tan(π/8)`
  private static final double[] ATAN = {
    -0.3333333333333333, 0.1999999999999552, -0.14285714284666542, 0.11111111015256361,
    -0.09090904578123903, 0.07692183190826087, -0.06664511447381948, 0.0585814891280221,
    -0.0508544973794026, 0.03923165829558719, -0.01917688711906226
  };

  static final double HALF_PI = Math.PI / 2;
  static final double HALF_PI_REST = 6.123233995736766e-17;
  private static final double TAN_EIGHTH = 0.41421356237309503;

  private InverseTrigonometric() {}

  static Val asin(Lanes narrow, Val value) {
    return Lanes.inDouble(
        narrow,
        value,
        (f, x) -> {
          Val a = f.abs(x);
          Val large = f.greater(a, 0.5);
          // arcsin a = π/2 - 2 arcsin √((1 - a) / 2)
          Val z = f.select(large, f.mul(f.sub(1, a), 0.5), f.mul(a, a));
          Val y = f.select(large, f.sqrt(z), a);
          Val tail = f.mul(f.mul(y, z), f.polynomial(z, ASIN));
          Val doubled = f.fma(f.add(y, tail), -2.0, f.real(HALF_PI));
          return f.copySign(f.select(large, doubled, f.add(y, tail)), x);
        });
  }

  static Val acos(Lanes narrow, Val value) {
    return Lanes.inDouble(
        narrow,
        value,
        (f, x) -> {
          Val a = f.abs(x);
          Val large = f.greater(a, 0.5);
          Val z = f.select(large, f.mul(f.sub(1, a), 0.5), f.mul(a, a));
          Val y = f.select(large, f.sqrt(z), a);
          Val tail = f.mul(f.mul(y, z), f.polynomial(z, ASIN));
          Val arc = f.add(y, tail);
          Val twice = f.add(arc, arc);
          Val ofLarge = f.select(f.less(x, 0), f.sub(Math.PI, twice), twice);
          Val signed = f.copySign(arc, x);
          Val ofSmall = f.sub(HALF_PI, f.sub(signed, HALF_PI_REST));
          return f.select(large, ofLarge, ofSmall);
        });
  }

  static Val atan(Lanes narrow, Val value) {
    return Lanes.inDouble(narrow, value, (f, x) -> f.copySign(quotient(f, f.abs(x), f.real(1)), x));
  }

  /// The angle of the point `(x, y)`, with the limits and signs of IEEE 754.
  static Val atan2(Lanes narrow, Val first, Val second) {
    Lanes f = narrow.asDouble();
    Code code = f.code();
    Val y = narrow.widened(first);
    Val x = narrow.widened(second);
    Val a = f.abs(y);
    Val b = f.abs(x);
    Val bothInfinite =
        code.and(f.equal(a, Double.POSITIVE_INFINITY), f.equal(b, Double.POSITIVE_INFINITY));
    Val bothZero = code.and(f.equal(a, 0), f.equal(b, 0));
    // Less of each, where their sum might overflow.
    Val scale = f.select(f.greater(a, 0x1p1000), 0x1p-4, 1.0);
    a = f.select(bothInfinite, f.real(1), f.mul(a, scale));
    b = f.select(bothInfinite, f.real(1), f.mul(b, scale));
    Val angle = quotient(f, a, b);
    angle = f.select(bothZero, 0.0, angle);
    Val isLeft = code.compare("icmp slt", f.bits(x), f.whole(0));
    Val turned = f.add(f.sub(Math.PI, angle), f.select(isLeft, 2 * HALF_PI_REST, 0.0));
    Val whole = f.copySign(f.select(isLeft, turned, angle), y);
    Val result = f.select(code.compare("fcmp uno", x, y), Double.NaN, whole);
    return narrow.narrowed(result);
  }

  /// `arctan(a / b)` for `a, b ≥ 0`, not both zero or infinite: of `a / b`, of `(a - b) / (a + b)`
  /// an eighth of a turn further on, or of `-b / a` after a quarter.
  private static Val quotient(Lanes f, Val a, Val b) {
    Code code = f.code();
    Val steep = f.less(f.mul(b, 1 / TAN_EIGHTH), a);
    Val flat = code.compare("fcmp ole", a, f.mul(b, TAN_EIGHTH));
    Val over = f.select(steep, f.neg(b), f.select(flat, a, f.sub(a, b)));
    Val under = f.select(steep, a, f.select(flat, b, f.add(a, b)));
    Val start = f.select(steep, HALF_PI, f.select(flat, 0.0, f.real(HALF_PI / 2)));
    Val rest = f.mul(start, HALF_PI_REST / HALF_PI);
    Val t = f.div(over, under);
    Val z = f.mul(t, t);
    Val tail = f.fma(f.mul(t, z), f.polynomial(z, ATAN), rest);
    return f.add(start, f.add(t, tail));
  }
}
