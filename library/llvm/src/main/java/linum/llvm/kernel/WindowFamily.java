package linum.llvm.kernel;

import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Eqn;
import linum.ir.Window;
import linum.ir.Windowed;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// Windows that slide over an array.
final class WindowFamily {
  private WindowFamily() {}

  static void lower(Windowed p, Eqn e, Lowering to) {
    Aval first = e.inputs().getFirst().aval();
    boolean numbers = first.dtype().isFloating() || first.dtype().isInteger();
    if (!numbers || p instanceof Windowed.GeneralReduceWindow) {
      HostFamily.lower(e, to);
      return;
    }
    Value result = to.result(e.outputs().getFirst());
    if (result.aval().size() == 0) {
      return;
    }
    switch (p) {
      case Windowed.SelectAndScatter _ -> HostFamily.lower(e, to);
      case Windowed.ReduceWindow w -> {
        Value x = to.read(e.inputs().getFirst());
        WindowLoops loops = loops(w.window(), x.aval(), result.aval());
        to.add(new WindowReduction(loops, w.kind(), first.dtype()).kernel(p.label(), x, result));
      }
      case Windowed.SelectAndScatterAdd w -> {
        Value source = to.read(e.inputs().get(0));
        Value x = to.read(e.inputs().get(1));
        if (source.aval().size() == 0) {
          to.add(Zeros.kernel(p.label(), result));
          return;
        }
        WindowSelection selection =
            selection(w.max(), first.dtype(), loops(w.window(), x.aval(), source.aval()));
        to.add(new WindowScatter(selection).kernel(p.label(), source, x, result));
      }
      case Windowed.SelectAndGatherAdd w -> {
        Value x = to.read(e.inputs().get(0));
        Value by = to.read(e.inputs().get(1));
        WindowSelection selection =
            selection(w.max(), first.dtype(), loops(w.window(), x.aval(), result.aval()));
        to.add(new WindowGather(selection).kernel(p.label(), x, by, result));
      }
      case Windowed.GeneralReduceWindow _ -> HostFamily.lower(e, to);
    }
  }

  private static WindowSelection selection(boolean max, DType dtype, WindowLoops loops) {
    return new WindowSelection(loops, dtype, max);
  }

  private static WindowLoops loops(Window w, Aval x, Aval out) {
    return WindowLoops.of(WindowAxis.of(w, x.shape(), out.shape()));
  }
}
