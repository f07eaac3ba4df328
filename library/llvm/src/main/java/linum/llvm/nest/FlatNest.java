package linum.llvm.nest;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import org.jspecify.annotations.Nullable;

/// Emits a nest without reductions: the innermost loop over vectors, the others and pieces of it as
/// parts.
final class FlatNest {
  /// Elements in a part, if there is but one loop.
  private static final long BLOCK = 4096;

  /// How many places a square has along each side.
  private static final long TILE = 32;

  private final Nest nest;
  private final Symbol.@Nullable Loop across;

  FlatNest(Nest nest) {
    this.nest = nest;
    this.across = nest.across();
  }

  long extent() {
    List<Symbol.Loop> loops = nest.domain().loops();
    if (loops.size() <= 1) {
      return Math.ceilDiv(Domain.size(loops), BLOCK);
    }
    long outer = Domain.size(loops.subList(0, loops.size() - 1));
    return across == null ? outer : outer / across.extent() * Math.ceilDiv(across.extent(), TILE);
  }

  void emit(Code code, Kernel.Memory memory, Val begin, Val end) {
    Emission e = new Emission(code, nest, memory);
    List<Symbol.Loop> loops = nest.domain().loops();
    boolean whole =
        loops.size() == 1 || (!loops.isEmpty() && loops.getLast().extent() % e.lanes() == 0);
    if (e.large().isEmpty() || !whole) {
      parts(e, begin, end);
      return;
    }
    code.branch(
        e.isAligned(),
        () -> {
          e.streaming(true);
          parts(e, begin, end);
          e.streaming(false);
          code.fence();
          return List.of();
        },
        () -> {
          parts(e, begin, end);
          return List.of();
        });
  }

  private void parts(Emission e, Val begin, Val end) {
    Code code = e.code();
    List<Symbol.Loop> loops = nest.domain().loops();
    Frame start = Frame.start();
    e.prepare(nest.anchors(), loops, start);
    if (loops.isEmpty()) {
      e.make(nest.anchors(), start);
    } else if (loops.size() == 1) {
      Symbol.Loop loop = loops.getFirst();
      Val from = code.mul(begin, Val.i64(BLOCK));
      Val to = code.intrinsic("smin", code.mul(end, Val.i64(BLOCK)), Val.i64(loop.extent()));
      sweep(e, loop, from, to, start);
    } else if (across != null) {
      List<Symbol.Loop> outer = new ArrayList<>(loops.subList(0, loops.size() - 1));
      outer.remove(across);
      code.loop(begin, end, 1, part -> tile(e, outer, across, part, start));
    } else {
      List<Symbol.Loop> outer = loops.subList(0, loops.size() - 1);
      Symbol.Loop inner = loops.getLast();
      code.loop(
          begin,
          end,
          1,
          row -> {
            Frame f = e.unravel(outer, row, start.inside());
            e.prepare(nest.anchors(), List.of(inner), f);
            sweep(e, inner, Val.i64(0), Val.i64(inner.extent()), f);
          });
    }
  }

  /// Goes over a strip in squares, so that what is read along the strip is still in the cache when
  /// its neighbours are.
  private void tile(Emission e, List<Symbol.Loop> outer, Symbol.Loop strip, Val part, Frame start) {
    Code code = e.code();
    Symbol.Loop inner = nest.domain().loops().getLast();
    Val strips = Val.i64(Math.ceilDiv(strip.extent(), TILE));
    Frame f = e.unravel(outer, code.binary("udiv", part, strips), start.inside());
    Val from = code.mul(code.binary("urem", part, strips), Val.i64(TILE));
    Val to = code.intrinsic("smin", code.add(from, Val.i64(TILE)), Val.i64(strip.extent()));
    code.loop(
        Val.i64(0),
        Val.i64(inner.extent()),
        TILE,
        left -> {
          Val right =
              code.intrinsic("smin", code.add(left, Val.i64(TILE)), Val.i64(inner.extent()));
          code.loop(
              from,
              to,
              1,
              row -> {
                Frame g = f.inside(strip, row);
                e.prepare(nest.anchors(), List.of(inner), g);
                sweep(e, inner, left, right, g);
              });
        });
  }

  private void sweep(Emission e, Symbol.Loop loop, Val from, Val to, Frame f) {
    Sweep.over(
        e.code(),
        from,
        to,
        e.lanes(),
        nest.unroll(),
        (i, lanes) -> {
          Frame inside = f.inside(loop, i, lanes);
          e.make(nest.anchors(), inside);
        });
  }
}
