package linum.llvm.element;

import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// A power of two in each lane, `2^n`.
///
/// @param number `n` as a floating number
/// @param biased integers whose lowest bits are `n` plus twice the bias of the exponent, so that
///   half of it is the exponent of a number
record Power2(Val number, Val biased) {
  /// What is added to a number so that the nearest integer, biased, lies in the lowest bits of the
  /// sum.
  static double shifter(Lanes f) {
    return f.shifter() + 2 * f.exponentBias();
  }

  /// The integer nearest to a number.
  ///
  /// @param shifted the number plus [#shifter]
  static Power2 nearest(Lanes f, Val shifted) {
    return new Power2(f.sub(shifted, shifter(f)), f.bits(shifted));
  }

  /// `x 2^n`, rounded once, for `n` in a range a little wider than that of the exponents: by the
  /// power of half of `n`, rounded down, and then by that of the other half.
  Val scale(Lanes f, Val x) {
    Code code = f.code();
    int by = f.mantissaBits() - 1;
    Val exponent = f.whole(Long.MAX_VALUE >>> (64 - f.type().bits()) & -1L << f.mantissaBits());
    Val down = f.fromBits(code.and(f.shiftLeft(biased, by), exponent));
    Val up = f.fromBits(code.and(f.shiftLeft(code.add(biased, f.whole(1)), by), exponent));
    return f.mul(f.mul(x, down), up);
  }

  /// `2^n` for `n` in the range of the exponents.
  Val power(Lanes f) {
    return power(f, -f.exponentBias());
  }

  /// `2^(n - 1)`
  Val half(Lanes f) {
    return power(f, -f.exponentBias() - 1);
  }

  private Val power(Lanes f, int bias) {
    Val exponent = f.code().add(biased, f.whole(bias));
    return f.fromBits(f.shiftLeft(exponent, f.mantissaBits()));
  }
}
