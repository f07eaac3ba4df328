package linum.llvm.nest;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import org.jspecify.annotations.Nullable;

/// Emits a nest whose rows lie across the memory: neighbouring rows go side by side, several
/// vectors of them at a time, and their sums stay in registers.
final class ColumnNest {
  /// How wide a block of neighbouring rows is.
  static final int BLOCK_BYTES = 128;

  private final Nest nest;
  private final @Nullable Split split;
  private final Symbol.Loop column;
  private final List<Symbol.Loop> outer;

  ColumnNest(Nest nest, @Nullable Split split) {
    this.nest = nest;
    this.split = split;
    List<Symbol.Loop> kept = nest.domain().kept();
    this.column = kept.getLast();
    this.outer = kept.subList(0, kept.size() - 1);
  }

  private static long block() {
    return BLOCK_BYTES / 4;
  }

  private long blocks() {
    return Math.ceilDiv(column.extent(), block());
  }

  long extent() {
    long parts = Domain.size(outer) * blocks();
    return split == null ? parts : parts * split.pieces();
  }

  void emit(Code code, Kernel.Memory memory, Val begin, Val end) {
    Emission e = new Emission(code, nest, memory);
    Frame start = Frame.start();
    e.prepare(nest.anchors(), nest.domain().loops(), start);
    code.loop(
        begin,
        end,
        1,
        part -> {
          Val piece = split == null ? null : code.binary("udiv", part, Val.i64(blocksOfAll()));
          Val rest = split == null ? part : code.binary("urem", part, Val.i64(blocksOfAll()));
          Val above = code.binary("udiv", rest, Val.i64(blocks()));
          Val block = code.binary("urem", rest, Val.i64(blocks()));
          Frame f = e.unravel(outer, above, start.inside());
          Val from = code.mul(block, Val.i64(block()));
          Val to =
              code.intrinsic("smin", code.add(from, Val.i64(block())), Val.i64(column.extent()));
          Columns columns = new Columns(e, memory, piece, above, f);
          int lanes = e.lanes();
          int wide = (int) (block() / lanes);
          Val isWhole = code.compare("icmp eq", code.sub(to, from), Val.i64(block()));
          code.branch(
              isWhole,
              () -> {
                columns.emit(from, lanes, wide);
                return List.of();
              },
              () -> {
                if (column.extent() % block() != 0) {
                  Sweep.over(code, from, to, lanes, 1, (i, n) -> columns.emit(i, n, 1));
                }
                return List.of();
              });
        });
  }

  private long blocksOfAll() {
    return Domain.size(outer) * blocks();
  }

  /// Emits neighbouring columns.
  private final class Columns {
    private final Emission e;
    private final Code code;
    private final Kernel.Memory memory;
    private final @Nullable Val piece;
    private final Val above;
    private final Frame outside;
    private final List<Symbol.Loop> loops = nest.domain().summed();

    Columns(Emission e, Kernel.Memory memory, @Nullable Val piece, Val above, Frame outside) {
      this.e = e;
      this.code = e.code();
      this.memory = memory;
      this.piece = piece;
      this.above = above;
      this.outside = outside;
    }

    void emit(Val first, int lanes, int vectors) {
      List<Frame> frames = new ArrayList<>();
      for (int u = 0; u < vectors; u++) {
        Val counter = code.add(first, Val.i64((long) u * lanes));
        frames.add(outside.inside().inside(column, counter, lanes));
      }
      for (int phase = 0; phase <= nest.phases(); phase++) {
        for (Anchor a : nest.of(Anchor.Level.ROW, phase)) {
          frames.forEach(f -> e.make(a, f));
        }
        List<Anchor> sums = nest.of(Anchor.Level.REDUCTION, phase);
        if (!sums.isEmpty() || !nest.of(Anchor.Level.FULL, phase).isEmpty()) {
          finish(sums, sweep(phase, sums, frames), frames);
        }
      }
    }

    private void finish(List<Anchor> sums, List<Val> results, List<Frame> frames) {
      for (int u = 0; u < frames.size(); u++) {
        for (int k = 0; k < sums.size(); k++) {
          Anchor a = sums.get(k);
          Val v = results.get(u * sums.size() + k);
          Frame f = frames.get(u);
          if (piece == null) {
            e.result(a, Accumulation.of(a).rounded(code, v), f);
          } else {
            long rows = Domain.size(nest.domain().kept());
            Val place =
                code.add(
                    code.add(
                        code.mul(piece, Val.i64(rows)), code.mul(above, Val.i64(column.extent()))),
                    f.counter(column));
            Pieces.store(e, memory, a, place, v);
          }
        }
      }
    }

    private List<Val> sweep(int phase, List<Anchor> sums, List<Frame> frames) {
      List<Val> none = new ArrayList<>();
      for (Frame f : frames) {
        sums.forEach(a -> none.add(Accumulation.of(a).identity(f.lanes())));
      }
      return nested(0, phase, sums, frames, none);
    }

    private List<Val> nested(
        int depth, int phase, List<Anchor> sums, List<Frame> frames, List<Val> carried) {
      if (depth == loops.size()) {
        List<Val> next = new ArrayList<>(carried);
        for (int u = 0; u < frames.size(); u++) {
          body(phase, sums, frames.get(u), next, u * sums.size());
        }
        return next;
      }
      Symbol.Loop loop = loops.get(depth);
      for (Frame f : frames) {
        e.prepare(sums, loops.subList(depth, loops.size()), f);
        e.prepare(nest.of(Anchor.Level.FULL, phase), loops.subList(depth, loops.size()), f);
      }
      Val from = Val.i64(0);
      Val to = Val.i64(loop.extent());
      if (piece != null && split != null && split.loop().equals(loop)) {
        List<Val> bounds = Pieces.bounds(code, split, piece);
        from = bounds.get(0);
        to = bounds.get(1);
      }
      return code.loop(
          from,
          to,
          1,
          carried,
          (i, c) ->
              nested(
                  depth + 1, phase, sums, frames.stream().map(f -> f.inside(loop, i)).toList(), c));
    }

    private void body(int phase, List<Anchor> sums, Frame f, List<Val> accumulators, int at) {
      e.make(
          nest.of(Anchor.Level.FULL, phase),
          f,
          () -> {
            for (int i = 0; i < sums.size(); i++) {
              Anchor a = sums.get(i);
              Val sum = accumulators.get(at + i);
              accumulators.set(at + i, Accumulation.of(a).combine(code, sum, e.summand(a, f)));
            }
          });
    }
  }
}
