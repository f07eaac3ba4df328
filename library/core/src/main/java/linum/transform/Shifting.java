package linum.transform;

import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Dims;
import linum.ir.Reduction;
import linum.ir.Unary;

/// Running combinations written with primitives that have derivatives of their own. What
/// derivatives of `cumprod`, `cummax`, … are made of.
final class Shifting {
  private Shifting() {}

  /// `x` moved by `by` places along an axis (toward the front if `reverse`), with `fill` coming in.
  static Array shift(Array x, int axis, int by, boolean reverse, double fill) {
    Dims zeros = Dims.repeat(0, x.ndim());
    Dims in = zeros.with(axis, by);
    Dims out = zeros.with(axis, -by);
    return Ops.pad(x, Ops.scalar(fill, x), reverse ? out : in, reverse ? in : out, zeros);
  }

  /// The same as the primitive.
  static Array cumulate(Reduction.Cumulative c, Array x) {
    return AssociativeScan.associativeScan(
        (Array a, Array b) -> combine(c.kind(), a, b), x, c.reverse(), c.axis());
  }

  private static Array combine(Reduction.Running kind, Array a, Array b) {
    return switch (kind) {
      case SUM -> Ops.add(a, b);
      case PROD -> Ops.mul(a, b);
      case MAX -> Ops.max(a, b);
      case MIN -> Ops.min(a, b);
      case LOGSUMEXP -> logAddExp(a, b);
    };
  }

  // ln(e^a + e^b) = m + ln(e^(a-m) + e^(b-m)) for any finite m.
  private static Array logAddExp(Array a, Array b) {
    Array larger = Ops.stopGradient(Ops.max(a, b));
    Array m =
        Ops.select(Trace.bind(Unary.IS_FINITE, larger), larger, Ops.zeros(larger.aval().strong()));
    Array sum = Ops.add(Trace.bind(Unary.EXP, Ops.sub(a, m)), Trace.bind(Unary.EXP, Ops.sub(b, m)));
    return Ops.add(m, Trace.bind(Unary.LOG, sum));
  }
}
