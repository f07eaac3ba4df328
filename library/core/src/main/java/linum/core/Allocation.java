package linum.core;

import java.lang.foreign.MemorySegment;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import linum.ir.Aval;
import org.jspecify.annotations.Nullable;

/// A block of memory in use, and what is done when it no longer is. It must not refer to its
/// buffer.
final class Allocation implements Runnable {
  /// Blocks from this size on are remembered, to be named when memory runs out.
  private static final long LARGE = 1L << 16;

  private static final Set<Allocation> LARGE_ONES = ConcurrentHashMap.newKeySet();

  private final BlockPool pool;
  private final AtomicLong live;
  private final long size;
  private final BlockPool.Block block;
  private volatile @Nullable Aval holds;
  private volatile boolean moved;

  /// @param live counts the bytes in use; this block is in it already
  Allocation(BlockPool pool, AtomicLong live, long size) {
    this(pool, live, size, take(pool, live, size));
  }

  private Allocation(BlockPool pool, AtomicLong live, long size, BlockPool.Block block) {
    this.pool = pool;
    this.live = live;
    this.size = size;
    this.block = block;
    if (size >= LARGE) {
      LARGE_ONES.add(this);
    }
  }

  /// The same block under another owner; this one gives nothing back any more.
  Allocation moved() {
    moved = true;
    LARGE_ONES.remove(this);
    return new Allocation(pool, live, size, block);
  }

  private static BlockPool.Block take(BlockPool pool, AtomicLong live, long size) {
    try {
      return pool.take(size);
    } catch (OutOfMemoryError e) {
      live.addAndGet(-size);
      throw new IllegalStateException(
          outOfMemory(size, live.get(), live.get()) + "\nThe machine has no more memory.", e);
    }
  }

  MemorySegment segment() {
    return block.segment();
  }

  /// Remembers what array it is, for messages.
  void describe(Aval aval) {
    if (size >= LARGE) {
      holds = aval;
    }
  }

  @Override
  public void run() {
    if (moved) {
      return;
    }
    LARGE_ONES.remove(this);
    pool.give(block, live.addAndGet(-size));
  }

  private String description() {
    Aval aval = holds;
    return (aval == null ? "a buffer" : aval.toString()) + " of " + readable(size);
  }

  static String outOfMemory(long wanted, long used, long limit) {
    String largest =
        LARGE_ONES.stream()
            .sorted(Comparator.comparingLong((Allocation a) -> a.size).reversed())
            .limit(5)
            .map(Allocation::description)
            .collect(Collectors.joining(", "));
    return "out of memory: %s are needed, but %s of the limit of %s are in use."
            .formatted(readable(wanted), readable(used), readable(limit))
        + "\nThe largest live arrays: "
        + (largest.isEmpty() ? "none" : largest)
        + ".\n"
        + "Let go of arrays that you do not need, donate arguments to jit, or raise the limit with"
        + " -Dlinum.memory.limit=16g or HostMemory.setLimit(bytes).";
  }

  private static String readable(long bytes) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    double amount = bytes;
    while (amount >= 1024 && unit < units.length - 1) {
      amount /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " bytes"
        : String.format(Locale.ROOT, "%.1f %s", amount, units[unit]);
  }
}
