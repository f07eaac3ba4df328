package linum.random;

import java.util.List;
import linum.core.Arithmetic;
import linum.core.Array;
import linum.core.Named;
import linum.core.Ops;
import linum.core.Scan;
import linum.core.Trace;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Reduction;
import linum.transform.ScanLoop;
import linum.transform.ScanOptions;

/// Samplers of vectors.
final class Multivariate {
  private record Outcome(Array ratio, Array key) {}

  private Multivariate() {}

  /// `mean + L z` for the Cholesky factor `L` of the covariance and a normal vector `z`.
  static Array normal(Array key, Array mean, Array cov, Dims batch, DType dtype) {
    return Named.call(
        "_multivariate_normal",
        List.of(batch, dtype),
        in -> normalOf(in.get(0), in.get(1), in.get(2), batch, dtype),
        List.of(key, mean, cov));
  }

  private static Array normalOf(Array key, Array mean, Array cov, Dims batch, DType dtype) {
    int n = mean.shape(-1);
    Array factor = Cholesky.factor(cov);
    Array z = Continuous.normal(key, batch.insert(batch.rank(), n), dtype);
    return mean.add(factor.mul(z.expandDims(-2)).sum(-1));
  }

  /// Counts class by class: each is binomial in what is left, with its share of the probability
  /// that is left.
  static Array multinomial(Array key, Array n, Array p, Dims shape, DType dtype) {
    int classes = shape.get(-1);
    Array first = Ops.moveaxis(Ops.broadcast(p, shape), shape.rank() - 1, 0);
    Array left = Trace.bind(new Reduction.Cumulative(Reduction.Running.SUM, 0, true), first);
    Array ratios = first.div(Arithmetic.where(left.eq(0), Ops.scalar(1, left), left));
    Array total = Ops.broadcast(n, shape.slice(0, shape.rank() - 1));
    Scan<Array, Array> counts =
        ScanLoop.scan(
            (rest, c) -> {
              Array share = c.ratio().clip(0, 1);
              Array count = Binomial.sample(c.key(), rest, share, rest.shape(), rest.dtype());
              return new Scan<>(rest.sub(count), count);
            },
            total,
            new Outcome(ratios, Keys.split(key, Dims.of(classes))),
            -1,
            ScanOptions.DEFAULT);
    return Ops.convert(Ops.moveaxis(counts.ys(), 0, shape.rank() - 1), dtype);
  }
}
