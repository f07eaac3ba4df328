package linum.numpy;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import linum.core.Arithmetic;
import linum.core.Array;
import linum.core.HostRead;
import linum.core.Named;
import linum.core.Ops;
import linum.core.Over;
import linum.core.Sorting;
import linum.core.Types;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Promotion;
import org.jspecify.annotations.Nullable;

/// Averages, counts and correlations.
final class Statistics {
  private Statistics() {}

  /// The weighted mean.
  static Array average(Array x, @Nullable Array weights, Over over) {
    if (weights == null) {
      return x.mean(over);
    }
    Array w = weights;
    if (!w.shape().equals(x.shape())) {
      Dims axes = over.axes();
      if (axes == null || axes.rank() != 1 || w.ndim() != 1) {
        throw new IllegalArgumentException(
            "average: weights %s for %s must have its shape, or be a vector for one axis"
                .formatted(w.aval(), x.aval()));
      }
      int a = linum.core.Axes.of("average", axes.get(0), x.aval());
      w = Ops.broadcastInDim(w, x.shape(), Dims.of(a));
    }
    return x.mul(w).sum(over).div(w.sum(over));
  }

  /// Where values fall between the edges of bins.
  static Array digitize(Array x, Array bins, boolean right) {
    return Named.call(
        "digitize",
        List.of(right),
        in -> digitizeOf(in.get(0), in.get(1), right),
        List.of(x, bins));
  }

  private static Array digitizeOf(Array x, Array bins, boolean right) {
    if (bins.ndim() != 1 || bins.shape(0) == 0) {
      throw new IllegalArgumentException(
          "digitize: the bins must be a vector with at least one element, got " + bins.aval());
    }
    Array up = Sorting.searchsorted(bins, x, !right);
    Array down = Sorting.searchsorted(Manipulate.flip(bins), x, !right);
    Array descending = bins.get(-1).lt(bins.get(0));
    Array reversed = Ops.sub(Ops.full(down.aval(), bins.shape(0)), down);
    return Jnp.where(descending, reversed, up);
  }

  static Array bincount(Array x, @Nullable Array weights, int minLength) {
    if (x.ndim() != 1 || (!x.dtype().isInteger() && x.dtype() != DType.BOOL)) {
      throw new IllegalArgumentException(
          "bincount: the array must be a vector of integers, got " + x.aval());
    }
    long max = x.size() == 0 ? -1 : HostRead.all("bincount", x.max()).getFirst().longValue();
    return bincountTo(x, weights, (int) Math.max(minLength, max + 1));
  }

  /// With a fixed number of bins; numbers beyond are left out.
  static Array bincountTo(Array x, @Nullable Array weights, int length) {
    Array ones =
        weights == null ? Ops.ones(x.aval().withDtype(Promotion.defaultInt()).strong()) : weights;
    Array zeros = Create.full(Dims.of(length), 0, ones.dtype());
    return zeros.at(x.astype(DType.INT32).maximum(0)).mode("drop").add(ones);
  }

  static Array histogramBinEdges(Array x, int bins, @Nullable Array range) {
    Array v = Ufuncs.inexact(x).ravel();
    Array low = range != null ? range.get(0) : v.size() == 0 ? Jnp.array(0.0) : v.min();
    Array high = range != null ? range.get(1) : v.size() == 0 ? Jnp.array(1.0) : v.max();
    Array point = low.eq(high);
    Array a = Jnp.where(point, low.sub(0.5), low);
    Array b = Jnp.where(point, high.add(0.5), high);
    return Create.linspace(a, b, bins + 1, true, v.dtype(), 0);
  }

  static List<Array> histogram(
      Array x, Array boundaries, @Nullable Array weights, boolean density) {
    List<Array> in = Arithmetic.converted(Arithmetic.Promote.INEXACT, x, boundaries);
    Array v = in.get(0).ravel();
    Array edges = in.get(1);
    Array w = weights == null ? Ops.ones(v.aval().strong()) : weights.ravel();
    Array place = Sorting.searchsorted(edges, v, true);
    Array last = edges.get(-1);
    int n = edges.shape(0);
    Array bin = Jnp.where(v.eq(last), n - 1, place);
    Array counts =
        Create.full(Dims.of(n), 0, w.dtype())
            .at(bin)
            .mode("drop")
            .add(w)
            .get(linum.core.Index.slice(1, null));
    if (density) {
      Array widths = Series.diff(edges, 1, 0);
      counts = counts.div(widths).div(counts.sum());
    }
    return List.of(counts, edges);
  }

  /// Covariances of the rows.
  static Array cov(
      Array x, @Nullable Array y, boolean rowvar, double ddof, @Nullable Array aweights) {
    List<Array> in = Stream.of(x, y, aweights).filter(Objects::nonNull).toList();
    return Named.call(
        "cov",
        List.of(rowvar, ddof, y != null, aweights != null),
        args ->
            covOf(
                args.getFirst(),
                y == null ? null : args.get(1),
                rowvar,
                ddof,
                aweights == null ? null : args.getLast()),
        in);
  }

  private static Array covOf(
      Array x, @Nullable Array y, boolean rowvar, double ddof, @Nullable Array aweights) {
    Array m = Ufuncs.inexact(x);
    if (m.ndim() > 2) {
      throw new IllegalArgumentException(
          "cov: the array must have at most two axes, got " + x.aval());
    }
    Array rows = Manipulate.atLeast(2, m);
    rows = !rowvar && rows.shape(0) != 1 ? rows.T() : rows;
    if (y != null) {
      Array more = Manipulate.atLeast(2, Ufuncs.inexact(y));
      more = !rowvar && more.shape(0) != 1 ? more.T() : more;
      rows = Jnp.concatenate(List.of(rows, more), 0);
    }
    int n = rows.shape(1);
    Array centered;
    Array weighted;
    Array f;
    if (aweights == null) {
      centered = rows.sub(rows.mean(1, true));
      weighted = centered;
      f = Ops.scalar(n - ddof, rows);
    } else {
      Array w = aweights.astype(rows.dtype());
      Array total = w.sum();
      centered = rows.sub(rows.mul(w).sum(1, true).div(total));
      weighted = centered.mul(w);
      f = total.sub(w.mul(w).sum().mul(ddof).div(total));
    }
    Array c = weighted.matmul(centered.T()).div(f);
    return c.squeeze();
  }

  static Array corrcoef(Array x, @Nullable Array y, boolean rowvar) {
    return Named.call(
        "corrcoef",
        List.of(rowvar),
        in -> corrcoefOf(in.getFirst(), in.size() > 1 ? in.getLast() : null, rowvar),
        y == null ? List.of(x) : List.of(x, y));
  }

  private static Array corrcoefOf(Array x, @Nullable Array y, boolean rowvar) {
    Array c = cov(x, y, rowvar, 1, null);
    if (c.ndim() == 0) {
      return c.div(c);
    }
    Array d = c.diagonal().sqrt();
    return c.div(d.expandDims(1)).div(d.expandDims(0)).clip(-1, 1);
  }

  static Array allclose(Array x, Array y, double rtol, double atol, boolean equalNan) {
    return Named.call(
        "allclose",
        List.of(rtol, atol, equalNan),
        in -> isclose(in.get(0), in.get(1), rtol, atol, equalNan).all(),
        List.of(x, y));
  }

  /// Whether elements are equal up to tolerances.
  static Array isclose(Array x, Array y, double rtol, double atol, boolean equalNan) {
    return Named.call(
        "isclose",
        List.of(rtol, atol, equalNan),
        in -> iscloseOf(in.get(0), in.get(1), rtol, atol, equalNan),
        List.of(x, y));
  }

  private static Array iscloseOf(Array x, Array y, double rtol, double atol, boolean equalNan) {
    List<Array> in = Arithmetic.operands("isclose", Arithmetic.Promote.ANY, x, y);
    Array a = in.get(0);
    Array b = in.get(1);
    if (!a.dtype().isFloating()) {
      a = a.astype(Types.inexact(a.dtype()));
      b = b.astype(Types.inexact(b.dtype()));
    }
    Array close = a.sub(b).abs().le(b.abs().mul(rtol).add(atol));
    Array finite = Jnp.isfinite(a).and(Jnp.isfinite(b));
    Array result = finite.and(close).or(a.eq(b));
    return equalNan ? result.or(Jnp.isnan(a).and(Jnp.isnan(b))) : result;
  }
}
