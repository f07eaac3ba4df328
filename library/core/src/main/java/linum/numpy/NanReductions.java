package linum.numpy;

import linum.core.Array;
import linum.core.Ops;
import linum.core.Over;
import linum.core.Reductions;

/// Reductions that leave NaN out.
final class NanReductions {
  private NanReductions() {}

  /// NaN replaced by a number.
  private static Array filled(Array x, Number value) {
    return x.dtype().isFloating() ? Jnp.where(Jnp.isnan(x), value, x) : x;
  }

  private static Array present(Array x, Over o) {
    Array mask = Jnp.isnan(x).not();
    return o.where() == null ? mask : mask.and(o.where());
  }

  static Array sum(Array x, Over o) {
    return filled(x, 0).sum(o);
  }

  static Array prod(Array x, Over o) {
    return filled(x, 1).prod(o);
  }

  static Array max(Array x, Over o) {
    return x.dtype().isFloating()
        ? orNan(filled(x, Double.NEGATIVE_INFINITY).max(o), x, o)
        : x.max(o);
  }

  static Array min(Array x, Over o) {
    return x.dtype().isFloating()
        ? orNan(filled(x, Double.POSITIVE_INFINITY).min(o), x, o)
        : x.min(o);
  }

  /// NaN where nothing else was there.
  private static Array orNan(Array reduced, Array x, Over o) {
    Array none = Jnp.isnan(x).all(new Over(o.axes(), o.keepsDims(), null, o.where(), null, 0));
    return o.initial() == null ? Jnp.where(none, Double.NaN, reduced) : reduced;
  }

  static Array mean(Array x, Over o) {
    return x.dtype().isFloating() ? filled(x, 0).mean(o.where(present(x, o))) : x.mean(o);
  }

  static Array var(Array x, Over o) {
    return x.dtype().isFloating() ? filled(x, 0).var(o.where(present(x, o))) : x.var(o);
  }

  static Array std(Array x, Over o) {
    return var(x, o).sqrt();
  }

  /// The position of the largest or smallest number; -1 where all are NaN.
  static Array arg(boolean max, Array x, @org.jspecify.annotations.Nullable Integer axis) {
    Array in = filled(x, max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    Array at = Reductions.arg(max, in, axis, false);
    Array none = axis == null ? Jnp.isnan(x).all() : Jnp.isnan(x).all(axis);
    return Ops.select(none, Ops.full(at.aval(), -1), at);
  }

  static Array cumsum(Array x, int axis) {
    return filled(x, 0).cumsum(axis);
  }

  static Array cumprod(Array x, int axis) {
    return filled(x, 1).cumprod(axis);
  }
}
