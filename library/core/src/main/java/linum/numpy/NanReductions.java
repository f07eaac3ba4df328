package linum.numpy;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import linum.core.Array;
import linum.core.Named;
import linum.core.Ops;
import linum.core.Over;
import linum.core.Reductions;

/// Reductions that leave NaN out.
final class NanReductions {
  private NanReductions() {}

  private static Array call(String name, Array x, Over o, BiFunction<Array, Over, Array> f) {
    Array mask = o.where();
    return Named.call(
        name,
        Arrays.asList(o.axes(), o.keepsDims(), o.dtype(), o.initial(), o.ddof()),
        in -> f.apply(in.getFirst(), mask == null ? o : o.where(in.getLast())),
        mask == null ? List.of(x) : List.of(x, mask));
  }

  /// NaN replaced by a number.
  private static Array filled(Array x, Number value) {
    return x.dtype().isFloating() ? Jnp.where(Jnp.isnan(x), value, x) : x;
  }

  private static Array present(Array x, Over o) {
    Array mask = Jnp.isnan(x).not();
    return o.where() == null ? mask : mask.and(o.where());
  }

  static Array sum(Array x, Over o) {
    return call("nansum", x, o, (v, over) -> filled(v, 0).sum(over));
  }

  static Array prod(Array x, Over o) {
    return call("nanprod", x, o, (v, over) -> filled(v, 1).prod(over));
  }

  static Array max(Array x, Over o) {
    return call(
        "nanmax",
        x,
        o,
        (v, over) ->
            v.dtype().isFloating()
                ? orNan(filled(v, Double.NEGATIVE_INFINITY).max(over), v, over)
                : v.max(over));
  }

  static Array min(Array x, Over o) {
    return call(
        "nanmin",
        x,
        o,
        (v, over) ->
            v.dtype().isFloating()
                ? orNan(filled(v, Double.POSITIVE_INFINITY).min(over), v, over)
                : v.min(over));
  }

  /// NaN where nothing else was there.
  private static Array orNan(Array reduced, Array x, Over o) {
    Array none = Jnp.isnan(x).all(new Over(o.axes(), o.keepsDims(), null, o.where(), null, 0));
    return o.initial() == null ? Jnp.where(none, Double.NaN, reduced) : reduced;
  }

  static Array mean(Array x, Over o) {
    return call(
        "nanmean",
        x,
        o,
        (v, over) ->
            v.dtype().isFloating()
                ? filled(v, 0).mean(over.where(present(v, over)))
                : v.mean(over));
  }

  static Array var(Array x, Over o) {
    return call(
        "nanvar",
        x,
        o,
        (v, over) ->
            v.dtype().isFloating() ? filled(v, 0).var(over.where(present(v, over))) : v.var(over));
  }

  static Array std(Array x, Over o) {
    return call("nanstd", x, o, (v, over) -> var(v, over).sqrt());
  }

  /// The position of the largest or smallest number; -1 where all are NaN.
  static Array arg(boolean max, Array x, @org.jspecify.annotations.Nullable Integer axis) {
    Array in = filled(x, max ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    Array at = Reductions.arg(max, in, axis, false);
    Array none = axis == null ? Jnp.isnan(x).all() : Jnp.isnan(x).all(axis);
    return Ops.select(none, Ops.full(at.aval(), -1), at);
  }

  static Array cumsum(Array x, int axis) {
    return Named.call("nancumsum", List.of(axis), v -> filled(v, 0).cumsum(axis), x);
  }

  static Array cumprod(Array x, int axis) {
    return Named.call("nancumprod", List.of(axis), v -> filled(v, 1).cumprod(axis), x);
  }
}
