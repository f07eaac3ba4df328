package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Programs;
import linum.core.Trace;
import linum.ir.Dims;
import linum.ir.Window;
import linum.ir.Windowed;
import org.jspecify.annotations.Nullable;

/// Derivatives of operations over sliding windows.
final class WindowedJvp {
  private WindowedJvp() {}

  static Duals rule(Windowed p, List<Array> x, List<@Nullable Array> dx) {
    return switch (p) {
      case Windowed.ReduceWindow r -> reduce(r, x, dx);
      case Windowed.GeneralReduceWindow g -> {
        ReductionJvp.requireElementwise(g.label(), g.computation());
        Array y = Trace.bindAll(g, x).getFirst();
        Duals unrolled = Jvp.jvp(in -> List.of(unrolled(g, in.get(0), in.get(1))), x, dx);
        yield Duals.of(y, unrolled.tangents().getFirst());
      }
      case Windowed.SelectAndScatter s ->
          throw new UnsupportedOperationException(
              s.label()
                  + " has no derivative, since its programs may choose and join in any way."
                  + "\nGive the function around it one with customJvp.");
      // The second operand only says where; moving it a little changes nothing.
      case Windowed.SelectAndScatterAdd _, Windowed.SelectAndGatherAdd _ -> {
        Array y = Trace.bindAll(p, x).getFirst();
        Array d = dx.getFirst();
        yield Duals.of(y, d == null ? null : Trace.bind(p, d, x.get(1)));
      }
    };
  }

  private static Duals reduce(Windowed.ReduceWindow r, List<Array> x, List<@Nullable Array> dx) {
    Array y = Trace.bindAll(r, x).getFirst();
    Array d = dx.getFirst();
    if (d == null) {
      return Duals.of(y, null);
    }
    return Duals.of(
        y,
        switch (r.kind()) {
          case SUM -> Trace.bind(r, d);
          case MAX ->
              Trace.bind(new Windowed.SelectAndGatherAdd(true, r.window()), d, x.getFirst());
          case MIN ->
              Trace.bind(new Windowed.SelectAndGatherAdd(false, r.window()), d, x.getFirst());
        });
  }

  // The same as the primitive: the padded operand is sliced once for each place inside the window.
  private static Array unrolled(Windowed.GeneralReduceWindow g, Array x, Array init) {
    Window w = g.window();
    Dims out = w.outShape(g.label(), x.aval());
    Array padded =
        Ops.pad(x, init, w.paddingLow(), w.paddingHigh(), w.baseDilation().map(d -> d - 1));
    Array sum = Ops.broadcast(init, out);
    int places = (int) w.dimensions().size();
    for (int i = 0; i < places && out.size() > 0; i++) {
      Array slice = placed(w, out, padded, i);
      sum = Ops.broadcast(Programs.eval(g.computation(), List.of(sum, slice)).getFirst(), out);
    }
    return sum;
  }

  private static Array placed(Window w, Dims out, Array padded, int place) {
    int n = out.rank();
    int[] start = new int[n];
    int[] limit = new int[n];
    int rest = place;
    for (int axis = n - 1; axis >= 0; axis--) {
      start[axis] = rest % w.dimensions().get(axis) * w.windowDilation().get(axis);
      limit[axis] = start[axis] + (out.get(axis) - 1) * w.strides().get(axis) + 1;
      rest /= w.dimensions().get(axis);
    }
    return Ops.slice(padded, Dims.of(start), Dims.of(limit), w.strides());
  }
}
