package linum.xla;

/// The inverses of sine and cosine, by half-angle formulas.
final class InverseSines {
  private InverseSines() {}

  /// `2 atan2(x, 1 + √(1 - x²))`
  static Tensor asin(Tensor x, Block b) {
    Tensor one = Ops.like(b, x, 1L);
    return Ops.mul(b, b.same("atan2", x, Ops.add(b, one, cosine(x, one, b))), 2);
  }

  /// `2 atan2(√(1 - x²), 1 + x)`, which is π at -1.
  static Tensor acos(Tensor x, Block b) {
    Tensor one = Ops.like(b, x, 1L);
    Tensor half = b.same("atan2", cosine(x, one, b), Ops.add(b, one, x));
    Tensor end = Ops.compare(b, "EQ", x, Ops.like(b, x, -1L));
    return Ops.select(b, end, Ops.like(b, x, Math.PI), Ops.mul(b, half, 2));
  }

  // (1 - x)(1 + x) rather than 1 - x²: it does not cancel near one.
  private static Tensor cosine(Tensor x, Tensor one, Block b) {
    return b.same("sqrt", Ops.mul(b, Ops.sub(b, one, x), Ops.add(b, one, x)));
  }
}
