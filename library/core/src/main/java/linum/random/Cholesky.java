package linum.random;

import linum.core.Arithmetic;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Scan;
import linum.ir.DType;
import linum.ir.Dims;
import linum.transform.ScanLoop;
import linum.transform.ScanOptions;

/// The lower triangular `L` with `L Lᵀ = A` for positive definite `A`, column by column.
///
/// Column `j` is `A[:, j] / √A[j, j]` from row `j` on; its outer product with itself is taken from
/// `A` before the next (G. Golub and C. Van Loan, Matrix Computations, 4.2.6). Where `A` is not
/// positive definite, the result is not a number.
final class Cholesky {
  private Cholesky() {}

  /// @param a matrices along the last two axes
  static Array factor(Array a) {
    int n = a.shape(-1);
    Array places = Ops.iota(DType.INT32, Dims.of(n), 0);
    Scan<Array, Array> columns =
        ScanLoop.scan((rest, j) -> column(rest, places, j), a, places, -1, ScanOptions.DEFAULT);
    return Ops.moveaxis(columns.ys(), 0, a.ndim() - 1);
  }

  private static Scan<Array, Array> column(Array rest, Array places, Array j) {
    Array here = places.eq(j).astype(rest.dtype());
    Array column = rest.mul(here).sum(-1);
    Array pivot = column.mul(here).sum(-1, true);
    Array scaled = column.div(pivot.sqrt());
    Array below = Arithmetic.where(places.ge(j), scaled, Ops.scalar(0, rest));
    Array outer = below.expandDims(-1).mul(below.expandDims(-2));
    return new Scan<>(rest.sub(outer), below);
  }
}
