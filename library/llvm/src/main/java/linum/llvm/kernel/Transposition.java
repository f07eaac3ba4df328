package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// Turns a square of numbers in registers: as many vectors as each has lanes, a power of two.
final class Transposition {
  private Transposition() {}

  /// Blocks of half the size are exchanged, then blocks inside them, down to single numbers.
  static List<Val> of(Code code, List<Val> rows) {
    List<Val> now = new ArrayList<>(rows);
    int n = rows.size();
    for (int half = n / 2; half > 0; half /= 2) {
      for (int r = 0; r < n; r++) {
        if ((r & half) == 0) {
          Val upper = now.get(r);
          Val lower = now.get(r + half);
          now.set(r, code.shuffle(upper, lower, lanes(n, half, 0)));
          now.set(r + half, code.shuffle(upper, lower, lanes(n, half, half)));
        }
      }
    }
    return now;
  }

  private static IntStream lanes(int n, int half, int from) {
    return IntStream.range(0, n).map(i -> (i & half) == 0 ? i + from : n + i - half + from);
  }
}
