package linum.llvm.element;

import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// Sine, cosine and tangent, by polynomials on `|r| ≤ π/4` after [Angle] has taken off the quarter
/// turns. Errors: [#sin] and [#cos] 1.5 ulp for `float` and 2 for `double`, [#tan] 1 and 4.
final class Trigonometric {
  /// `(sin r - r) / r³` in `r²`
  private static final double[] SIN_FLOAT = {
    -0.16666667, 0.008333332, -0.00019840064, 2.724687e-06
  };

  private static final double[] SIN_DOUBLE = {
    -0.16666666666666666,
    0.008333333333333331,
    -0.00019841269841264821,
    2.7557319219150783e-06,
    -2.5052106167335705e-08,
    1.6058521349954986e-10,
    -7.586094789672621e-13
  };

  /// `(cos r - 1 + r²/2) / r⁴` in `r²`
  private static final double[] COS_FLOAT = {0.041666664, -0.0013888291, 2.454542e-05};

  private static final double[] COS_DOUBLE = {
    0.041666666666666664,
    -0.0013888888888887322,
    2.4801587298651292e-05,
    -2.755731721268659e-07,
    2.0876134024090145e-09,
    -1.1381754653662937e-11
  };

  private Trigonometric() {}

  static Val sin(Lanes f, Val x) {
    return f.select(f.equal(x, 0), x, ofQuarter(f, Angle.of(f, x), 0));
  }

  static Val cos(Lanes f, Val x) {
    return ofQuarter(f, Angle.of(f, x), 1);
  }

  static Val tan(Lanes narrow, Val value) {
    return Lanes.inDouble(
        narrow,
        value,
        (f, x) -> {
          Angle angle = Angle.of(f, x);
          Val sin = sinOfRest(f, angle.rest());
          Val cos = cosOfRest(f, angle.rest());
          Val odd = angle.isOdd(f, 0);
          Val ratio = f.div(f.select(odd, f.neg(cos), sin), f.select(odd, sin, cos));
          return f.select(f.equal(x, 0), x, ratio);
        });
  }

  /// The sine of an angle that many quarters further on.
  static Val ofQuarter(Lanes f, Angle angle, int quarters) {
    Code code = f.code();
    Val sin = sinOfRest(f, angle.rest());
    Val cos = cosOfRest(f, angle.rest());
    Val size = f.select(angle.isOdd(f, quarters), cos, sin);
    Val half = code.and(angle.plus(f, quarters), f.whole(2));
    Val sign = f.shiftLeft(half, f.type().bits() - 2);
    return f.fromBits(code.xor(f.bits(size), sign));
  }

  private static Val sinOfRest(Lanes f, Val r) {
    Val z = f.mul(r, r);
    return f.fma(f.mul(r, z), f.polynomial(z, f.either(SIN_FLOAT, SIN_DOUBLE)), r);
  }

  private static Val cosOfRest(Lanes f, Val r) {
    Val z = f.mul(r, r);
    // 1 - z/2 is not exact; what its rounding lost is added to the rest.
    Val half = f.mul(z, 0.5);
    Val head = f.sub(1, half);
    Val lost = f.sub(f.sub(1, head), half);
    Val rest = f.polynomial(z, f.either(COS_FLOAT, COS_DOUBLE));
    return f.add(head, f.fma(f.mul(z, z), rest, lost));
  }
}
