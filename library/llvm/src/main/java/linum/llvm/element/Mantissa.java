package linum.llvm.element;

import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// Positive normal numbers taken apart: `x = mantissa 2^exponent` with `√½ ≤ mantissa < √2`.
///
/// @param exponent as a floating number
/// @param biased the exponent plus its bias, as integers
record Mantissa(Val mantissa, Val exponent, Val biased) {
  static Mantissa of(Lanes f, Val x) {
    Code code = f.code();
    int stored = f.mantissaBits();
    long one = (long) f.exponentBias() << stored;
    long root =
        f.isDouble()
            ? Double.doubleToRawLongBits(Math.sqrt(0.5))
            : Float.floatToRawIntBits((float) Math.sqrt(0.5));
    Val shifted = code.add(f.bits(x), f.whole(one - root));
    Val biased = f.shiftRight(shifted, stored);
    Val fraction = code.and(shifted, f.whole((1L << stored) - 1));
    Val mantissa = f.fromBits(code.add(fraction, f.whole(root)));
    // An integer below 2^stored in the lowest bits of that power is the number power + integer.
    double power = Math.scalb(1.0, stored);
    Val placed = code.or(biased, f.whole((f.exponentBias() + (long) stored) << stored));
    return new Mantissa(mantissa, f.sub(f.fromBits(placed), power + f.exponentBias()), biased);
  }

  /// `2^-exponent`; 0 for the largest exponents.
  Val inversePower(Lanes f) {
    Val difference = f.code().sub(f.whole(2L * f.exponentBias()), biased);
    Val inverse = f.code().intrinsic("smax", difference, f.whole(0));
    return f.fromBits(f.shiftLeft(inverse, f.mantissaBits()));
  }
}
