package linum.llvm.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Places in one block of memory: what is needed at the same time does not overlap. The largest are
/// placed first, each in the smallest gap that fits.
final class Offsets {
  private static final long ALIGNMENT = 64;

  private Offsets() {}

  /// Gives every piece its offset.
  ///
  /// @return how large the block must be
  static long assign(List<Cell> pieces) {
    List<Cell> largestFirst = new ArrayList<>(pieces);
    largestFirst.sort(
        Comparator.comparingLong(Cell::bytes).reversed().thenComparingInt(Cell::from));
    List<Cell> placed = new ArrayList<>();
    long total = 0;
    for (Cell c : largestFirst) {
      long offset = best(c, placed);
      c.put(new Place.Temporary(offset));
      total = Math.max(total, offset + aligned(c.bytes()));
      // In the order of their offsets.
      int at = 0;
      while (at < placed.size() && offset(placed.get(at)) <= offset) {
        at++;
      }
      placed.add(at, c);
    }
    return total;
  }

  private static long best(Cell c, List<Cell> placed) {
    long best = -1;
    long bestGap = Long.MAX_VALUE;
    long end = 0;
    for (Cell other : placed) {
      if (!other.overlaps(c)) {
        continue;
      }
      long gap = offset(other) - end;
      if (gap >= aligned(c.bytes()) && gap < bestGap) {
        best = end;
        bestGap = gap;
      }
      end = Math.max(end, offset(other) + aligned(other.bytes()));
    }
    return best >= 0 ? best : end;
  }

  private static long offset(Cell c) {
    return ((Place.Temporary) c.place()).offset();
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
