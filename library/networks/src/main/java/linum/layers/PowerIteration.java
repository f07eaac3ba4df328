package linum.layers;

import linum.core.Array;
import linum.ir.Dims;
import linum.lax.Lax;

/// The largest singular value of a matrix, followed from step to step (Miyato et al., 2018).
///
/// @param u an estimate of the singular vector, `[1, columns]`
/// @param v the other one, `[1, rows]`
/// @param sigma the singular value
public record PowerIteration(Array u, Array v, Array sigma) {

  /// Some steps from an estimate. The vectors have no derivative; the value has one.
  ///
  /// @param matrix `[rows, columns]`
  /// @param u `[1, columns]`
  /// @param steps at least 1
  /// @param epsilon added to squared lengths
  public static PowerIteration of(Array matrix, Array u, int steps, double epsilon) {
    Array left = u;
    Array right = u;
    for (int i = 0; i < steps; i++) {
      right = Normalizations.l2Normalize(left.matmul(matrix.T()), Dims.NONE, epsilon);
      left = Normalizations.l2Normalize(right.matmul(matrix), Dims.NONE, epsilon);
    }
    left = Lax.stopGradient(left);
    right = Lax.stopGradient(right);
    Array sigma = right.matmul(matrix).matmul(left.T()).get(0, 0);
    return new PowerIteration(left, right, sigma);
  }
}
