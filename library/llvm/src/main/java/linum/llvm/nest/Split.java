package linum.llvm.nest;

import java.util.List;

/// Few long rows, which would keep only few threads busy, are summed up in pieces first.
///
/// How a row is cut depends on its length alone, so that the result does not depend on the number
/// of threads.
///
/// @param loop the loop that is cut
/// @param pieces into how many pieces
record Split(Symbol.Loop loop, long pieces) {
  private static final long PIECE = 1 << 14;
  private static final long MOST = 64;

  /// Whether rows are better cut.
  static boolean isNeeded(Domain d) {
    long places = Domain.size(d.loops());
    return d.hasReduced() && places >= 4 * PIECE && parts(d) < 8;
  }

  private static long parts(Domain d) {
    List<Symbol.Loop> kept = d.kept();
    if (d.reduced().getLast() || kept.isEmpty()) {
      return Domain.size(kept);
    }
    long inner = kept.getLast().extent();
    return Domain.size(kept) / inner * Math.ceilDiv(inner, ColumnNest.BLOCK_BYTES / 4);
  }

  static Split of(Domain d) {
    Symbol.Loop longest = d.summed().getFirst();
    for (Symbol.Loop l : d.summed()) {
      if (l.extent() > longest.extent()) {
        longest = l;
      }
    }
    long wanted = Math.clamp(Domain.size(d.loops()) / PIECE, 2, MOST);
    return new Split(longest, Math.min(wanted, longest.extent()));
  }
}
