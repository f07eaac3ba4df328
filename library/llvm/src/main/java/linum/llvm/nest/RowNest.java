package linum.llvm.nest;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import org.jspecify.annotations.Nullable;

/// Emits a nest whose rows lie along the memory: a part is a row, which is swept over as often as
/// what is summed up depends on other sums.
///
/// A sum is kept in several vectors, so that an addition need not wait for the one before; they are
/// brought together at the end, in an order that depends on nothing but the row's length and what
/// is summed up.
final class RowNest {
  /// How many vectors a round sums up, and how many where they take a function such as the
  /// exponential, whose constants would not stay in registers with more.
  private static final int UNROLL = 4;

  private static final int UNROLL_FUNCTION = 2;
  private static final double FUNCTION_NANOS = 0.5;

  private final Nest nest;
  private final @Nullable Split split;

  RowNest(Nest nest, @Nullable Split split) {
    this.nest = nest;
    this.split = split;
  }

  long extent() {
    long rows = Domain.size(nest.domain().kept());
    return split == null ? rows : rows * split.pieces();
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
          if (split == null) {
            row(e, e.unravel(nest.domain().kept(), part, start.inside()));
          } else {
            Val row = code.binary("udiv", part, Val.i64(split.pieces()));
            Val piece = code.binary("urem", part, Val.i64(split.pieces()));
            Frame f = e.unravel(nest.domain().kept(), row, start.inside());
            List<Anchor> sums = nest.of(Anchor.Level.REDUCTION, 0);
            List<Val> results = new Sweeper(e, 0, Pieces.bounds(code, split, piece)).run(f);
            for (int k = 0; k < sums.size(); k++) {
              Pieces.store(e, memory, sums.get(k), part, results.get(k));
            }
          }
        });
  }

  private void row(Emission e, Frame f) {
    for (int phase = 0; phase <= nest.phases(); phase++) {
      nest.of(Anchor.Level.ROW, phase).forEach(a -> e.make(a, f));
      List<Anchor> sums = nest.of(Anchor.Level.REDUCTION, phase);
      if (sums.isEmpty() && nest.of(Anchor.Level.FULL, phase).isEmpty()) {
        continue;
      }
      List<Val> results = new Sweeper(e, phase, null).run(f);
      for (int k = 0; k < sums.size(); k++) {
        Val rounded = Accumulation.of(sums.get(k)).rounded(e.code(), results.get(k));
        e.result(sums.get(k), rounded, f);
      }
    }
  }

  /// One sweep over a row.
  private final class Sweeper {
    private final Emission e;
    private final Code code;
    private final int phase;
    private final @Nullable List<Val> bounds;
    private final List<Anchor> full;
    private final List<Anchor> sums;
    private final List<Accumulation> kinds;
    private final List<Symbol.Loop> loops = nest.domain().summed();
    private final int unroll;

    /// @param bounds from where to where the loop that is split goes; null for all
    Sweeper(Emission e, int phase, @Nullable List<Val> bounds) {
      this.e = e;
      this.code = e.code();
      this.phase = phase;
      this.bounds = bounds;
      this.full = nest.of(Anchor.Level.FULL, phase);
      this.sums = nest.of(Anchor.Level.REDUCTION, phase);
      this.kinds = sums.stream().map(Accumulation::of).toList();
      this.unroll = unroll();
    }

    private int unroll() {
      double dearest = Math.max(nest.dearest(full), nest.dearest(sums));
      int wanted = dearest < FUNCTION_NANOS ? UNROLL : UNROLL_FUNCTION;
      return sums.isEmpty() || loops.getLast().extent() < (long) wanted * e.lanes() ? 1 : wanted;
    }

    /// @return the result of each reduction, not yet rounded
    List<Val> run(Frame f) {
      List<Val> none = new ArrayList<>();
      for (int u = 0; u < unroll; u++) {
        kinds.forEach(k -> none.add(k.identity(e.lanes())));
      }
      kinds.forEach(k -> none.add(k.identity(1)));
      List<Val> all = nested(0, f, none);
      List<Val> results = new ArrayList<>();
      for (int k = 0; k < kinds.size(); k++) {
        Accumulation kind = kinds.get(k);
        List<Val> parts = new ArrayList<>();
        for (int u = 0; u < unroll; u++) {
          parts.add(all.get(u * kinds.size() + k));
        }
        while (parts.size() > 1) {
          List<Val> halves = new ArrayList<>();
          for (int i = 0; i < parts.size(); i += 2) {
            halves.add(kind.combine(code, parts.get(i), parts.get(i + 1)));
          }
          parts = halves;
        }
        Val one = code.across(parts.getFirst(), (a, b) -> kind.combine(code, a, b));
        results.add(kind.combine(code, one, all.get(unroll * kinds.size() + k)));
      }
      return results;
    }

    private Val from(Symbol.Loop loop) {
      return bounds != null && split != null && split.loop().equals(loop)
          ? bounds.get(0)
          : Val.i64(0);
    }

    private Val to(Symbol.Loop loop) {
      return bounds != null && split != null && split.loop().equals(loop)
          ? bounds.get(1)
          : Val.i64(loop.extent());
    }

    private List<Val> nested(int depth, Frame f, List<Val> carried) {
      Symbol.Loop loop = loops.get(depth);
      List<Symbol.Loop> inner = loops.subList(depth, loops.size());
      e.prepare(full, inner, f);
      e.prepare(sums, inner, f);
      return depth < loops.size() - 1
          ? code.loop(
              from(loop), to(loop), 1, carried, (i, c) -> nested(depth + 1, f.inside(loop, i), c))
          : innermost(loop, f, carried);
    }

    private List<Val> innermost(Symbol.Loop loop, Frame f, List<Val> carried) {
      int n = kinds.size();
      int lanes = e.lanes();
      Val from = from(loop);
      Val to = to(loop);
      List<Val> now = carried;
      Val done = from;
      if (unroll > 1) {
        Val main = Sweep.lastFull(code, from, to, (long) unroll * lanes);
        now =
            code.loop(
                from,
                main,
                (long) unroll * lanes,
                now,
                (i, c) -> {
                  List<Val> next = new ArrayList<>(c);
                  for (int u = 0; u < unroll; u++) {
                    body(
                        f.inside(loop, code.add(i, Val.i64((long) u * lanes)), lanes), next, u * n);
                  }
                  return next;
                });
        done = main;
      }
      Val vectors = Sweep.lastFull(code, done, to, lanes);
      now =
          code.loop(
              done,
              vectors,
              lanes,
              now,
              (i, c) -> {
                List<Val> next = new ArrayList<>(c);
                body(f.inside(loop, i, lanes), next, 0);
                return next;
              });
      return code.loop(
          vectors,
          to,
          1,
          now,
          (i, c) -> {
            List<Val> next = new ArrayList<>(c);
            body(f.inside(loop, i, 1), next, unroll * n);
            return next;
          });
    }

    /// @param at where the accumulators of this body are
    private void body(Frame f, List<Val> accumulators, int at) {
      e.recall(phase, f);
      e.make(
          full,
          f,
          () -> {
            for (int i = 0; i < sums.size(); i++) {
              Val sum = accumulators.get(at + i);
              accumulators.set(at + i, kinds.get(i).combine(code, sum, e.summand(sums.get(i), f)));
            }
          });
    }
  }
}
