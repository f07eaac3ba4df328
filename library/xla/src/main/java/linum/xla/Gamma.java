package linum.xla;

import linum.ir.DType;

/// The logarithm of the gamma function and its derivative, by the approximation of C. Lanczos (SIAM
/// Journal on Numerical Analysis B 1, 1964) with `g = 7` and the nine coefficients of P. Godfrey,
/// and by reflection below one half.
final class Gamma {
  private static final double G = 7;
  private static final double BASE = 0.99999999999980993;
  private static final double[] COEFFICIENTS = {
    676.5203681218851,
    -1259.1392167224028,
    771.32342877765313,
    -176.61502916214059,
    12.507343278686905,
    -0.13857109526572012,
    9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  private Gamma() {}

  /// `ln |Γ(x)|`
  static Tensor lgamma(Tensor x, Block b) {
    Tensor half = Ops.like(b, x, 0.5);
    Tensor reflect = Ops.compare(b, "LT", x, half);
    Tensor z = Ops.select(b, reflect, b.same("negate", x), Ops.add(b, x, -1));
    Tensor t = Ops.add(b, z, G + 0.5);
    // ln t by way of log1p keeps the digits that a sum with a small z loses.
    Tensor logT =
        Ops.add(b, b.same("log_plus_one", Ops.mul(b, z, 1 / (G + 0.5))), Math.log(G + 0.5));
    Tensor scale = Ops.sub(b, Ops.add(b, z, 0.5), Ops.div(b, t, logT));
    Tensor log =
        Ops.add(
            b,
            Ops.add(b, Ops.mul(b, scale, logT), Math.log(Math.sqrt(2 * Math.PI))),
            b.same("log", series(z, b)));
    Tensor sine = sineOfPi(b.same("abs", x), b);
    Tensor logSine = b.same("log", sine);
    Tensor reflected = Ops.sub(b, Ops.sub(b, Ops.like(b, x, Math.log(Math.PI)), logSine), log);
    Tensor pole = b.same("negate", logSine);
    Tensor finiteSine = b.op("is_finite", x.type().withDtype(DType.BOOL), logSine);
    Tensor below = Ops.select(b, finiteSine, reflected, pole);
    Tensor infinite =
        Ops.compare(b, "EQ", b.same("abs", x), Ops.like(b, x, Double.POSITIVE_INFINITY));
    return Ops.select(
        b, infinite, Ops.like(b, x, Double.POSITIVE_INFINITY), Ops.select(b, reflect, below, log));
  }

  private static Tensor series(Tensor z, Block b) {
    Tensor sum = Ops.like(b, z, BASE);
    for (int i = 0; i < COEFFICIENTS.length; i++) {
      sum = Ops.add(b, sum, Ops.div(b, Ops.like(b, z, COEFFICIENTS[i]), Ops.add(b, z, i + 1)));
    }
    return sum;
  }

  /// `|sin(πa)|`, with the whole part of `a` taken off before the multiplication.
  private static Tensor sineOfPi(Tensor a, Block b) {
    Tensor fraction = Ops.sub(b, a, b.same("floor", a));
    Tensor other = Ops.sub(b, Ops.like(b, a, 1L), fraction);
    return b.same("sine", Ops.mul(b, b.same("minimum", fraction, other), Math.PI));
  }

  /// `ψ(x) = d/dx ln Γ(x)`; NaN at the poles.
  static Tensor digamma(Tensor x, Block b) {
    Tensor reflect = Ops.compare(b, "LT", x, Ops.like(b, x, 0.5));
    Tensor z = Ops.select(b, reflect, b.same("negate", x), Ops.add(b, x, -1));
    Tensor slope = Ops.like(b, x, 0L);
    for (int i = 0; i < COEFFICIENTS.length; i++) {
      Tensor place = Ops.add(b, z, i + 1);
      Tensor term = Ops.div(b, Ops.like(b, z, COEFFICIENTS[i]), Ops.mul(b, place, place));
      slope = Ops.sub(b, slope, term);
    }
    Tensor t = Ops.add(b, z, G + 0.5);
    Tensor logT =
        Ops.add(b, b.same("log_plus_one", Ops.mul(b, z, 1 / (G + 0.5))), Math.log(G + 0.5));
    Tensor sum =
        Ops.sub(
            b, Ops.add(b, logT, Ops.div(b, slope, series(z, b))), Ops.div(b, Ops.like(b, t, G), t));
    Tensor fraction = Ops.add(b, x, b.same("abs", b.same("floor", Ops.add(b, x, 0.5))));
    Tensor angle = Ops.mul(b, fraction, Math.PI);
    Tensor cotangent = Ops.div(b, b.same("cosine", angle), b.same("sine", angle));
    Tensor reflected = Ops.sub(b, sum, Ops.mul(b, cotangent, Math.PI));
    Tensor whole = Ops.compare(b, "EQ", x, b.same("floor", x));
    Tensor pole = b.same("and", whole, Ops.compare(b, "LE", x, Ops.like(b, x, 0L)));
    Tensor value = Ops.select(b, reflect, reflected, sum);
    return Ops.select(b, pole, Ops.like(b, x, Double.NaN), value);
  }
}
