package linum.reference;

import linum.ir.Elementwise;

/// Rounding to a floating format with fewer bits.
final class ReducePrecision {
  private ReducePrecision() {}

  static Value apply(Elementwise.ReducePrecision p, Value x) {
    double[] in = Value.reals(x);
    double[] out = new double[in.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = round(in[i], p.exponentBits(), p.mantissaBits());
    }
    return Value.Reals.rounded(x.dtype(), x.shape(), out);
  }

  /// To nearest, ties to even; above the range it is infinite, and below the normal numbers zero.
  private static double round(double x, int exponentBits, int mantissaBits) {
    if (!Double.isFinite(x) || x == 0) {
      return x;
    }
    int dropped = 52 - mantissaBits;
    long bits = Double.doubleToRawLongBits(x);
    if (dropped > 0) {
      long half = 1L << (dropped - 1);
      bits += half - 1 + (bits >> dropped & 1);
      bits &= -1L << dropped;
    }
    double rounded = Double.longBitsToDouble(bits);
    int largest = (1 << (exponentBits - 1)) - 1;
    int exponent = Math.getExponent(rounded);
    if (exponent > largest) {
      return Math.copySign(Double.POSITIVE_INFINITY, x);
    }
    return exponent < 1 - largest ? Math.copySign(0.0, x) : rounded;
  }
}
