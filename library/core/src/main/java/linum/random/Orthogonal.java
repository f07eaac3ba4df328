package linum.random;

import static linum.core.Trace.bind;

import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Scan;
import linum.ir.Contraction.DotGeneral;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Unary;
import linum.transform.ScanLoop;
import linum.transform.ScanOptions;

/// Orthogonal matrices.
final class Orthogonal {
  private Orthogonal() {}

  /// Uniform among the matrices of `n` rows and `m` columns whose shorter side is orthonormal.
  static Array sample(Array key, int n, int m, Dims batch, DType dtype) {
    int rows = Math.max(n, m);
    int columns = Math.min(n, m);
    int count = Math.toIntExact(batch.size());
    Dims shape = batch.concat(Dims.of(rows, columns));
    Array z = Ops.reshape(Continuous.normal(key, shape, dtype), Dims.of(count, rows, columns));
    Array columnsFirst = Ops.transpose(z, Dims.of(2, 0, 1));
    Array q = orthonormal(columnsFirst);
    Dims order = n < m ? Dims.of(1, 0, 2) : Dims.of(1, 2, 0);
    return Ops.reshape(Ops.transpose(q, order), batch.concat(Dims.of(n, m)));
  }

  /// Of vectors `[k, count, size]`, the `k` orthonormal ones of each batch that a QR decomposition
  /// with a positive diagonal has: Gram-Schmidt, done twice so that rounding does not show.
  private static Array orthonormal(Array vectors) {
    int k = vectors.shape(0);
    Scan<Basis, Array> out =
        ScanLoop.scan(
            (Basis b, Array v) -> {
              Array w = without(b.q(), without(b.q(), v));
              Array unit = Ops.div(w, spread(length(w), w));
              Array column = Ops.reshape(unit, unit.shape().insert(0, 1));
              Array zero = Ops.scalar(0L, DType.INT32);
              Array q = Ops.dynamicUpdateSlice(b.q(), column, List.of(b.i(), zero, zero));
              return new Scan<>(new Basis(Ops.add(b.i(), Ops.scalar(1L, DType.INT32)), q), unit);
            },
            new Basis(Ops.scalar(0L, DType.INT32), Ops.zeros(vectors.aval())),
            vectors,
            k,
            ScanOptions.DEFAULT);
    return out.ys();
  }

  private record Basis(Array i, Array q) {}

  // v minus its parts along the vectors in q, of which the missing ones are zero.
  private static Array without(Array q, Array v) {
    DotGeneral along = new DotGeneral(Dims.of(2), Dims.of(1), Dims.of(1), Dims.of(0));
    Array parts = Ops.dot(along, q, v);
    DotGeneral back = new DotGeneral(Dims.of(1), Dims.of(0), Dims.of(0), Dims.of(1));
    return Ops.sub(v, Ops.dot(back, parts, q));
  }

  private static Array length(Array v) {
    return bind(Unary.SQRT, Ops.reduceSum(Ops.mul(v, v), Dims.of(1)));
  }

  private static Array spread(Array perVector, Array like) {
    return Ops.broadcastInDim(perVector, like.shape(), Dims.of(0));
  }
}
