package linum.llvm.element;

import linum.llvm.emit.Val;

/// A number as an unevaluated sum of two, the second far smaller (T. Dekker, "A floating-point
/// technique for extending the available precision", 1971).
record Sum2(Val high, Val low) {
  /// `a + b`, exactly, for `|a| ≥ |b|`.
  static Sum2 ofSorted(Lanes f, Val a, Val b) {
    Val high = f.add(a, b);
    return new Sum2(high, f.add(f.sub(a, high), b));
  }

  /// `a b`, exactly.
  static Sum2 product(Lanes f, Val a, Val b) {
    Val high = f.mul(a, b);
    return new Sum2(high, f.fma(a, b, f.neg(high)));
  }
}
