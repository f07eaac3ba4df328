package linum.optax.contrib;

import java.util.List;
import linum.core.Array;
import linum.core.Over;
import linum.lax.Lax;

/// The nearest orthogonal matrix, approximately, by multiplications only.
///
/// Each step applies the odd polynomial `a x + b x³ + c x⁵` to the singular values.
///
/// @param coefficients `a`, `b` and `c` of every step
/// @param preconditioning how the singular values are brought below one first
/// @param eps added to the norm
record NewtonSchulz(List<Coefficients> coefficients, Preconditioning preconditioning, double eps) {

  /// The coefficients of one step.
  record Coefficients(Array a, Array b, Array c) {}

  /// @param x matrices, `[count, rows, columns]`
  Array orthogonalize(Array x) {
    boolean high = x.shape(1) > x.shape(2);
    Array wide = high ? x.mT() : x;
    Array y = preconditioning == Preconditioning.FROBENIUS ? wide.div(norm(wide).add(eps)) : wide;
    for (int i = 0; i < coefficients.size(); i++) {
      y = step(y, coefficients.get(i), i == 0);
    }
    return high ? y.mT() : y;
  }

  private Array step(Array x, Coefficients k, boolean first) {
    Array gram = x.matmul(x.mT());
    Array scaled = x;
    if (first && preconditioning == Preconditioning.AOL) {
      Array s = Lax.rsqrt(gram.abs().sum(-1, true).maximum(eps));
      scaled = x.mul(s);
      gram = gram.mul(s).mul(s.mT());
    } else if (first && preconditioning == Preconditioning.SCHATTEN) {
      Array s = Lax.rsqrt(norm(gram).maximum(eps));
      scaled = x.mul(s);
      gram = gram.mul(s.square());
    }
    Array polynomial = gram.mul(k.b()).add(gram.matmul(gram).mul(k.c()));
    return scaled.mul(k.a()).add(polynomial.matmul(scaled));
  }

  private static Array norm(Array x) {
    return x.square().sum(Over.over(-2, -1).keepdims()).sqrt();
  }
}
