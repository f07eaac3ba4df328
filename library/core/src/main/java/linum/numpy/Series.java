package linum.numpy;

import java.util.List;
import linum.core.Array;
import linum.core.Axes;
import linum.core.Index;
import linum.core.Named;
import linum.core.Ops;
import linum.core.Over;
import linum.core.Sorting;
import linum.ir.DType;
import linum.ir.Dims;
import org.jspecify.annotations.Nullable;

/// Values along an axis as samples of a function: differences, integrals, interpolation.
final class Series {
  private Series() {}

  static Array diff(Array x, int n, int axis) {
    return Named.call("diff", List.of(n, axis), v -> diffOf(v, n, axis), x);
  }

  private static Array diffOf(Array x, int n, int axis) {
    int a = Axes.of("diff", axis, x.aval());
    if (n < 0) {
      throw new IllegalArgumentException("diff: the order is negative: " + n);
    }
    Array out = x;
    for (int i = 0; i < n; i++) {
      int size = out.shape(a);
      Array later = Ops.sliceInDim(out, a, Math.min(1, size), size);
      Array earlier = Ops.sliceInDim(out, a, 0, Math.max(0, size - 1));
      out = x.dtype() == DType.BOOL ? later.ne(earlier) : later.sub(earlier);
    }
    return out;
  }

  /// Central differences inside, one-sided ones at the ends.
  static Array gradient(Array x, double spacing, int axis) {
    return Named.call("gradient", List.of(spacing, axis), v -> gradientOf(v, spacing, axis), x);
  }

  private static Array gradientOf(Array x, double spacing, int axis) {
    int a = Axes.of("gradient", axis, x.aval());
    int n = x.shape(a);
    if (n < 2) {
      throw new IllegalArgumentException(
          "gradient: axis %d of %s needs at least two elements".formatted(a, x.aval()));
    }
    Array f = Ufuncs.inexact(x);
    Array first = Ops.sliceInDim(f, a, 1, 2).sub(Ops.sliceInDim(f, a, 0, 1));
    Array inner = Ops.sliceInDim(f, a, 2, n).sub(Ops.sliceInDim(f, a, 0, n - 2)).mul(0.5);
    Array last = Ops.sliceInDim(f, a, n - 1, n).sub(Ops.sliceInDim(f, a, n - 2, n - 1));
    return Ops.concatenate(List.of(first, inner, last), a).div(spacing);
  }

  static Array trapezoid(Array y, @Nullable Array x, double dx, int axis) {
    int a = Axes.of("trapezoid", axis, y.aval());
    Array f = Ufuncs.inexact(y);
    int n = f.shape(a);
    Array pairs = Ops.sliceInDim(f, a, 1, n).add(Ops.sliceInDim(f, a, 0, n - 1));
    if (x == null) {
      return pairs.sum(a).mul(0.5 * dx);
    }
    Array widths =
        x.ndim() == 1
            ? diff(x, 1, 0).reshape(Dims.repeat(1, y.ndim()).with(a, n - 1))
            : diff(x, 1, a);
    return pairs.mul(widths).sum(a).mul(0.5);
  }

  /// Jumps of half a period or more along an axis taken out.
  static Array unwrap(Array x, double discont, int axis, double period) {
    return Named.call(
        "unwrap", List.of(discont, axis, period), v -> unwrapOf(v, discont, axis, period), x);
  }

  private static Array unwrapOf(Array x, double discont, int axis, double period) {
    int a = Axes.of("unwrap", axis, x.aval());
    Array p = x.dtype().isInteger() && period != Math.rint(period) ? Ufuncs.inexact(x) : x;
    Array d = diff(p, 1, a);
    double half = period / 2;
    boolean whole = p.dtype().isInteger();
    Number low = whole ? (Number) Math.round(-Math.floor(half)) : (Number) (-half);
    Number cycle = whole ? (Number) Math.round(period) : (Number) period;
    Array wrapped = d.sub(low).rem(cycle).add(low);
    wrapped =
        Jnp.where(
            wrapped.eq(low).and(d.gt(0)), Jnp.full(Dims.NONE, half, wrapped.dtype()), wrapped);
    Array correction = Jnp.where(d.abs().lt(Math.max(discont, half)), 0, wrapped.sub(d));
    int n = x.shape(a);
    Array first = Ops.sliceInDim(p, a, 0, Math.min(1, n));
    Array rest = Ops.sliceInDim(p, a, Math.min(1, n), n).add(correction.cumsum(a));
    return Jnp.concatenate(List.of(first, rest), a);
  }

  static Array interp(
      Array x,
      Array xp,
      Array fp,
      @Nullable Number left,
      @Nullable Number right,
      @Nullable Number period) {
    if (xp.ndim() != 1 || !xp.shape().equals(fp.shape()) || xp.shape(0) == 0) {
      throw new IllegalArgumentException(
          "interp: the points must be two vectors of one size, got %s and %s"
              .formatted(xp.aval(), fp.aval()));
    }
    Array at = Ufuncs.inexact(x);
    Array xs = Ufuncs.inexact(xp);
    Array fs = Ufuncs.inexact(fp);
    if (period != null) {
      at = at.rem(period);
      xs = xs.rem(period);
      Array order = xs.argsort();
      xs = xs.take(order);
      fs = fs.take(order);
      xs = Jnp.concatenate(List.of(tail(xs).sub(period), xs, head(xs).add(period)), 0);
      fs = Jnp.concatenate(List.of(tail(fs), fs, head(fs)), 0);
    }
    int n = xs.shape(0);
    if (n == 1) {
      return Jnp.broadcastTo(fs.get(0), at.shape());
    }
    Array i = Sorting.searchsorted(xs, at, true).clip(1, n - 1);
    Array before = i.sub(1);
    Array x0 = xs.get(before);
    Array dx = xs.get(i).sub(x0);
    Array f0 = fs.get(before);
    Array flat = dx.eq(0);
    Array slope = fs.get(i).sub(f0).div(Jnp.where(flat, 1, dx));
    Array f = Jnp.where(flat, f0, f0.add(at.sub(x0).mul(slope)));
    if (period != null) {
      return f;
    }
    Array low = left == null ? fs.get(0) : Jnp.asarray(left);
    Array high = right == null ? fs.get(-1) : Jnp.asarray(right);
    f = Jnp.where(at.lt(xs.get(0)), low, f);
    return Jnp.where(at.gt(xs.get(-1)), high, f);
  }

  private static Array tail(Array x) {
    return x.get(Index.slice(-1, null));
  }

  private static Array head(Array x) {
    return x.get(Index.slice(1));
  }

  static Array ediff1d(Array x) {
    return Named.call("ediff1d", Series::ediff1dOf, x);
  }

  private static Array ediff1dOf(Array x) {
    return diff(x.ravel(), 1, 0);
  }

  static Array ptp(Array x, Over over) {
    return x.max(over).sub(x.min(over));
  }
}
