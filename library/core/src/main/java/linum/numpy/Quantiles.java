package linum.numpy;

import java.util.List;
import linum.core.Array;
import linum.core.Axes;
import linum.core.Named;
import linum.core.Ops;
import linum.core.Over;
import linum.core.Types;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Promotion;

/// Quantiles of sorted elements.
final class Quantiles {
  private Quantiles() {}

  /// @param q one or more numbers from 0 to 1; their axes come first in the result
  /// @param method what lies between two elements: `linear`, `lower`, `higher`, `midpoint`,
  ///   `nearest`, `inverted_cdf`
  /// @param skipNan whether NaN is left out; else it makes the result NaN
  static Array quantile(Array x, Array q, Over over, String method, boolean skipNan) {
    return Named.call(
        skipNan ? "nanquantile" : "quantile",
        key(over, method),
        in -> of(in.get(0), in.get(1), over, method, skipNan),
        List.of(x, q));
  }

  /// Quantiles for numbers from 0 to 100.
  static Array percentile(Array x, Array q, Over over, String method, boolean skipNan) {
    return Named.call(
        skipNan ? "nanpercentile" : "percentile",
        key(over, method),
        in -> quantile(in.get(0), in.get(1).div(100), over, method, skipNan),
        List.of(x, q));
  }

  static Array median(Array x, Over over, boolean skipNan) {
    return Named.call(
        skipNan ? "nanmedian" : "median",
        key(over, "midpoint"),
        v -> quantile(v, Types.weak(0.5), over, "midpoint", skipNan),
        x);
  }

  private static List<?> key(Over over, String method) {
    return List.of(over.axes() == null ? "all" : over.axes(), over.keepsDims(), method);
  }

  private static Array of(Array x, Array q, Over over, String method, boolean skipNan) {
    Array in = Types.convert(x, new Promotion.Type(Types.inexact(x.dtype()), false));
    Dims axes =
        over.axes() == null ? Dims.range(x.ndim()) : Axes.of("quantile", over.axes(), x.aval());
    Dims kept = Dims.range(x.ndim()).without(axes);
    Dims rest = x.shape().at(kept);
    int n = Math.toIntExact(x.shape().at(axes).size());
    if (n == 0) {
      throw new IllegalArgumentException(
          "quantile: axes %s of %s hold no element".formatted(axes, x.aval()));
    }
    Array rows = Ops.transpose(in, kept.concat(axes)).reshape(rest.insert(rest.rank(), n));
    Array nan = Jnp.isnan(rows);
    if (!skipNan) {
      rows = Jnp.where(nan.any(-1, true), Double.NaN, rows);
    }
    Array last =
        skipNan
            ? nan.not().sum(-1).sub(1).maximum(0).astype(in.dtype())
            : Ops.scalar(n - 1, in.dtype());
    Array levels = Ufuncs.inexact(q).astype(in.dtype());
    Dims column = Dims.of(Math.toIntExact(q.size())).concat(Dims.repeat(1, rest.rank()));
    Array out = between(rows.sort(-1), levels.reshape(column), last, method);
    Dims shape = over.keepsDims() ? keptShape(x.shape(), axes) : rest;
    return out.reshape(q.shape().concat(shape));
  }

  private static Dims keptShape(Dims shape, Dims axes) {
    Dims out = shape;
    for (int a : axes.toArray()) {
      out = out.with(a, 1);
    }
    return out;
  }

  /// @param last the position of the last element
  private static Array between(Array sorted, Array levels, Array last, String method) {
    Array position = levels.mul(last);
    Array low = position.floor();
    Array high = position.ceil();
    Array weight = position.sub(low);
    return switch (method) {
      case "linear" -> {
        Array a = at(sorted, low);
        Array b = at(sorted, high);
        yield a.mul(Ops.sub(Ops.scalar(1, weight), weight)).add(b.mul(weight));
      }
      case "lower" -> at(sorted, low);
      case "higher" -> at(sorted, high);
      case "nearest" -> at(sorted, position.round());
      case "midpoint" -> at(sorted, low).add(at(sorted, high)).mul(0.5);
      case "inverted_cdf" -> at(sorted, levels.mul(last.add(1)).sub(1).ceil());
      default ->
          throw new IllegalArgumentException(
              "quantile: there is no method \"%s\"; there are linear, lower, higher, midpoint, nearest and inverted_cdf"
                  .formatted(method));
    };
  }

  /// The elements of each row at positions `[m, rest…]`.
  private static Array at(Array sorted, Array position) {
    Dims rest = sorted.shape().slice(0, sorted.ndim() - 1);
    int m = position.shape(0);
    Dims full = Dims.of(m).concat(rest);
    Array index =
        Ops.broadcast(position, full)
            .clip(0, sorted.shape(-1) - 1)
            .astype(DType.INT32)
            .expandDims(-1);
    Array wide = Ops.broadcast(sorted.expandDims(0), full.insert(full.rank(), sorted.shape(-1)));
    return Manipulate.alongAxis("quantile", wide, index, -1)
        .mode("promise_in_bounds")
        .get()
        .squeeze(-1);
  }
}
