package linum.llvm.element;

import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// The exact remainder of a division of `double` numbers.
final class Remainder {
  private static final double SCALE = 0x1p200;

  private Remainder() {}

  static Val of(Lanes f, Val x, Val y) {
    Code code = f.code();
    Val a = f.abs(x);
    Val b = f.abs(y);
    // Far from the subnormal numbers, exponents can be read off and subtracted.
    Val small = f.less(a, 0x1p-500);
    Val scale = f.select(small, SCALE, 1.0);
    a = f.mul(a, scale);
    b = f.select(code.and(small, f.less(b, 0x1p600)), f.mul(b, scale), b);
    Val usable = code.and(f.greater(b, 0), Arithmetic.isFinite(f, a));
    Val start = f.select(usable, a, 0.0);
    Val divisor = b;
    Val mantissa = f.whole((1L << 52) - 1);
    Val normal = f.select(f.less(b, Double.MIN_NORMAL), f.mul(b, 0x1p54), b);
    Val fraction = code.and(f.bits(normal), mantissa);
    Val rest =
        code.repeat(
                List.of(start),
                now -> {
                  Val r = now.getFirst();
                  // The divisor times 2^k with an exponent 50 below that of r, if that is larger.
                  Val exponent = code.and(f.bits(r), f.whole(0x7ffL << 52));
                  Val lowered = code.sub(exponent, f.whole(50L << 52));
                  Val shifted = f.fromBits(code.or(lowered, fraction));
                  Val large = f.greater(r, 0x1p-960);
                  Val raised = code.and(large, f.less(divisor, shifted));
                  Val step = f.select(raised, shifted, divisor);
                  Val quotient = code.intrinsic("trunc", f.div(r, step));
                  Val left = f.fma(f.neg(quotient), step, r);
                  left = f.select(f.less(left, 0), f.add(left, step), left);
                  Val next = f.select(code.compare("fcmp oge", r, divisor), left, r);
                  return List.of(next, f.any(code.compare("fcmp oge", next, divisor)));
                })
            .getFirst();
    Val result = f.copySign(f.div(rest, scale), x);
    return f.select(usable, result, Double.NaN);
  }
}
