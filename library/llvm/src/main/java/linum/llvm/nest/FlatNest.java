package linum.llvm.nest;

import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;

/// Emits a nest without reductions: the innermost loop over vectors, the others and pieces of it as
/// parts.
final class FlatNest {
  /// Elements in a part, if there is but one loop.
  private static final long BLOCK = 4096;

  private final Nest nest;

  FlatNest(Nest nest) {
    this.nest = nest;
  }

  long extent() {
    List<Symbol.Loop> loops = nest.domain().loops();
    return loops.size() > 1
        ? Domain.size(loops.subList(0, loops.size() - 1))
        : Math.ceilDiv(Domain.size(loops), BLOCK);
  }

  void emit(Code code, Kernel.Memory memory, Val begin, Val end) {
    Emission e = new Emission(code, nest, memory);
    List<Symbol.Loop> loops = nest.domain().loops();
    Frame start = Frame.start();
    e.prepare(nest.anchors(), loops, start);
    if (loops.isEmpty()) {
      nest.anchors().forEach(a -> e.make(a, start));
    } else if (loops.size() == 1) {
      Symbol.Loop loop = loops.getFirst();
      Val from = code.mul(begin, Val.i64(BLOCK));
      Val to =
          code.intrinsic("smin", code.mul(end, Val.i64(BLOCK)), Val.i64(loop.extent()));
      sweep(e, loop, from, to, start);
    } else {
      List<Symbol.Loop> outer = loops.subList(0, loops.size() - 1);
      Symbol.Loop inner = loops.getLast();
      code.loop(begin, end, 1, row -> {
        Frame f = e.unravel(outer, row, start.inside());
        e.prepare(nest.anchors(), List.of(inner), f);
        sweep(e, inner, Val.i64(0), Val.i64(inner.extent()), f);
      });
    }
  }

  private void sweep(Emission e, Symbol.Loop loop, Val from, Val to, Frame f) {
    Sweep.over(
        e.code(),
        from,
        to,
        e.lanes(),
        (i, lanes) -> {
          Frame inside = f.inside(loop, i, lanes);
          nest.anchors().forEach(a -> e.make(a, inside));
        });
  }
}
