package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// Running combinations along a line whose elements lie side by side. Places count in the direction
/// of the combination.
///
/// @param line where the line starts in memory
/// @param length of the line
record RunningLines(Code code, Running running, Val line, long length, boolean reverse, int lanes) {
  private static final int AT_ONCE = 4;

  private int bytes() {
    return running.dtype().byteSize();
  }

  /// Where the lanes at a place lie, in elements.
  private Val place(Val i, int width) {
    return reverse ? Index.minus(code, Val.i64(length - width), i) : i;
  }

  private Val turned(Val v) {
    int width = v.type().lanes();
    return reverse && width > 1
        ? code.shuffle(v, IntStream.range(0, width).map(i -> width - 1 - i))
        : v;
  }

  private Val load(Val i, int width) {
    return turned(running.load(code, code.at(line, place(i, width), bytes()), width));
  }

  /// All elements from one place to another combined, in some order.
  Val total(Val from, Val to) {
    long block = (long) lanes * AT_ONCE;
    Val end = code.add(from, code.and(Index.minus(code, to, from), Val.i64(-block)));
    List<Val> start = new ArrayList<>();
    for (int u = 0; u < AT_ONCE; u++) {
      start.add(running.neutral(lanes));
    }
    List<Val> sums =
        code.loop(
            from,
            end,
            block,
            start,
            (i, now) -> {
              List<Val> next = new ArrayList<>();
              for (int u = 0; u < AT_ONCE; u++) {
                Val x = load(Index.plus(code, i, (long) u * lanes), lanes);
                next.add(running.combine(code, now.get(u), x));
              }
              return next;
            });
    Val all = sums.getFirst();
    for (Val sum : sums.subList(1, AT_ONCE)) {
      all = running.combine(code, all, sum);
    }
    Val single = code.across(all, (a, b) -> running.combine(code, a, b));
    return code.loop(
            end,
            to,
            1,
            List.of(single),
            (i, now) -> List.of(running.combine(code, now.getFirst(), load(i, 1))))
        .getFirst();
  }

  /// Writes the running combinations.
  ///
  /// @param before all elements before the first place combined
  /// @param into where the line of results starts
  void run(Val from, Val to, Val before, Val into) {
    Val end = code.add(from, code.and(Index.minus(code, to, from), Val.i64(-lanes)));
    List<Val> carried =
        code.loop(
            from,
            end,
            lanes,
            List.of(code.splat(before, lanes)),
            (i, now) -> {
              Val inside = running.prefix(code, load(i, lanes));
              put(running.combine(code, now.getFirst(), inside), i, into);
              Val last = code.splat(code.extract(inside, lanes - 1), lanes);
              return List.of(running.combine(code, now.getFirst(), last));
            });
    code.loop(
        end,
        to,
        1,
        List.of(code.extract(carried.getFirst(), 0)),
        (i, now) -> {
          Val next = running.combine(code, now.getFirst(), load(i, 1));
          put(next, i, into);
          return List.of(next);
        });
  }

  private void put(Val v, Val i, Val into) {
    Val at = code.at(into, place(i, v.type().lanes()), bytes());
    running.store(code, turned(v), at);
  }
}
