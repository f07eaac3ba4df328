package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.core.Trace;
import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.Collective;
import linum.ir.Contraction;
import linum.ir.Control;
import linum.ir.Creation;
import linum.ir.Elementwise;
import linum.ir.Indexing;
import linum.ir.Marker;
import linum.ir.Movement;
import linum.ir.Ordering;
import linum.ir.Primitive;
import linum.ir.RandomPrimitive;
import linum.ir.Reduction;
import linum.ir.Windowed;
import org.jspecify.annotations.Nullable;

/// The derivative of every primitive. Formulas write `dx` for the tangent of `x`.
final class JvpRules {
  private JvpRules() {}

  /// The outputs of `p` and their tangents.
  ///
  /// @param dx the tangents of `x`, null where zero; at least one is not
  static Duals apply(Primitive p, List<Array> x, List<@Nullable Array> dx) {
    return switch (p) {
      case Elementwise e -> ElementwiseJvp.rule(e, x, dx);
      case Movement m -> linear(m, x, dx);
      case Reduction r -> ReductionJvp.rule(r, x, dx);
      case Contraction c -> bilinear(c, x, dx);
      case Indexing i -> IndexingJvp.rule(i, x, dx);
      case Windowed w -> WindowedJvp.rule(w, x, dx);
      case Ordering o -> OrderingJvp.rule(o, x, dx);
      case Control c -> ControlJvp.rule(c, x, dx);
      case Call c -> CallJvp.rule(c, x, dx);
      case Callback c -> callback(c, x);
      case Collective c -> collective(c, x, dx);
      case Marker m -> marker(m, x, dx);
      case RandomPrimitive r -> RandomJvp.rule(r, x, dx);
      case Creation c -> Duals.constant(Trace.bindAll(c, x));
    };
  }

  /// `p(dx)` for a `p` that is linear in all operands together.
  static Duals linear(Primitive p, List<Array> x, List<@Nullable Array> dx) {
    List<Array> y = Trace.bindAll(p, x);
    return new Duals(y, nullable(Trace.bindAll(p, Duals.full(dx, x))));
  }

  /// `p(dx, y, …) + p(x, dy, …)` for a `p` that is linear in each of its first two operands.
  private static Duals bilinear(Contraction p, List<Array> in, List<@Nullable Array> d) {
    Array out = Trace.bindAll(p, in).getFirst();
    Array tangent = null;
    for (int i = 0; i < 2; i++) {
      Array di = d.get(i);
      if (di != null) {
        tangent = Duals.sum(tangent, Trace.bindAll(p, with(in, i, di)).getFirst());
      }
    }
    return Duals.of(out, tangent);
  }

  /// `in` with operand `i` replaced.
  static List<Array> with(List<Array> in, int i, Array value) {
    Array[] out = in.toArray(Array[]::new);
    out[i] = value;
    return List.of(out);
  }

  static List<@Nullable Array> nullable(List<Array> arrays) {
    return List.<@Nullable Array>copyOf(arrays);
  }

  private static Duals callback(Callback c, List<Array> x) {
    return switch (c) {
      case Callback.Debug _, Callback.DebugPrint _ -> Duals.constant(Trace.bindAll(c, x));
      case Callback.Pure _, Callback.Io _ ->
          throw new UnsupportedOperationException(
              c.label()
                  + ": a callback has no derivative, since a program cannot look into it."
                  + "\nGive it one with customJvp or customVjp, or pass it stopGradient(x).");
    };
  }

  private static Duals collective(Collective c, List<Array> x, List<@Nullable Array> dx) {
    return switch (c) {
      case Collective.AllReduce(var kind, _) when kind == Collective.Kind.SUM -> linear(c, x, dx);
      case Collective.AllGather _ -> linear(c, x, dx);
      case Collective.AxisIndex _ -> Duals.constant(Trace.bindAll(c, x));
      case Collective.AllReduce _ ->
          throw new UnsupportedOperationException(
              c.label()
                  + " has no derivative.\nTake allGather and reduce its result with max or min.");
    };
  }

  private static Duals marker(Marker m, List<Array> x, List<@Nullable Array> dx) {
    return switch (m) {
      // Names are for values; a tangent has none.
      case Marker.Name _ -> new Duals(Trace.bindAll(m, x), dx);
      case Marker.OptimizationBarrier _, Marker.DceSink _ -> linear(m, x, dx);
      case Marker.Tie _ -> new Duals(Trace.bindAll(m, x), dx.subList(1, 2));
      case Marker.AfterAll _ -> Duals.constant(Trace.bindAll(m, x));
    };
  }
}
