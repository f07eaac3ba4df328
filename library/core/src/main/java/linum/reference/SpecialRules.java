package linum.reference;

import java.util.function.DoubleBinaryOperator;
import linum.ir.Dims;
import linum.ir.Special;

/// Special functions of several elements.
final class SpecialRules {
  private SpecialRules() {}

  static Value apply(Special p, Value[] in, Dims shape) {
    double[][] x = new double[in.length][];
    for (int i = 0; i < in.length; i++) {
      x[i] = Value.reals(ElementwiseRules.spread(in[i], shape));
    }
    double[] out =
        switch (p) {
          case POLYGAMMA -> map(x, Zeta::polygamma);
          case ZETA -> map(x, Zeta::hurwitz);
          case IGAMMA -> map(x, IncompleteGamma::lower);
          case IGAMMAC -> map(x, IncompleteGamma::upper);
          case IGAMMA_GRAD_A -> map(x, IncompleteGamma::lowerSlope);
          case RANDOM_GAMMA_GRAD -> map(x, IncompleteGamma::sampleSlope);
          case REGULARIZED_INCOMPLETE_BETA -> beta(x);
        };
    return Value.Reals.rounded(in[0].dtype(), shape, out);
  }

  private static double[] map(double[][] x, DoubleBinaryOperator f) {
    double[] out = new double[x[0].length];
    for (int i = 0; i < out.length; i++) {
      out[i] = f.applyAsDouble(x[0][i], x[1][i]);
    }
    return out;
  }

  private static double[] beta(double[][] x) {
    double[] out = new double[x[0].length];
    for (int i = 0; i < out.length; i++) {
      out[i] = IncompleteBeta.of(x[0][i], x[1][i], x[2][i]);
    }
    return out;
  }
}
