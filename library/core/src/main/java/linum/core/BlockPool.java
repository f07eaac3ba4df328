package linum.core;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Blocks of memory that are free, by size. Fresh memory costs a page fault for each page, so
/// blocks are used again.
///
/// Sizes are rounded up to four steps a power of two. Small blocks are cut from slabs, which stay
/// for good; a large one has an arena of its own and can be given back to the system.
final class BlockPool {
  private static final int ALIGNMENT = 64;
  private static final int LARGE = 1 << 16;
  private static final int SLAB = 1 << 20;

  /// Idle memory that is kept in any case.
  private static final long KEPT = 768L << 20;

  /// @param arena null for a small block
  record Block(MemorySegment segment, @Nullable Arena arena) {}

  /// @param since how many blocks had been given back before this one
  private record Idle(Block block, long since) {}

  private static volatile LargeMemory large = Arena::allocate;

  /// In each class the block that was given back last comes first.
  private final ArrayDeque<Idle>[] free = emptyClasses();

  private final AtomicLong idle = new AtomicLong();
  private final AtomicLong given = new AtomicLong();
  private final long kept;
  private MemorySegment slab = MemorySegment.NULL;

  BlockPool() {
    this(KEPT);
  }

  /// @param kept how many idle bytes are kept in any case
  BlockPool(long kept) {
    this.kept = kept;
  }

  @SuppressWarnings("unchecked") // a fresh array, filled with nothing else
  private static ArrayDeque<Idle>[] emptyClasses() {
    ArrayDeque<Idle>[] classes = (ArrayDeque<Idle>[]) new ArrayDeque<?>[4 * 64];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = new ArrayDeque<>(0);
    }
    return classes;
  }

  /// Where large blocks come from, from now on.
  static void large(LargeMemory source) {
    large = source;
  }

  /// The size of the block that holds `byteSize` bytes.
  static long roundUp(long byteSize) {
    if (byteSize <= ALIGNMENT) {
      return ALIGNMENT;
    }
    long step = Math.max(ALIGNMENT, Long.highestOneBit(byteSize - 1) / 4);
    return (byteSize + step - 1) / step * step;
  }

  private ArrayDeque<Idle> free(long size) {
    int exponent = 63 - Long.numberOfLeadingZeros(size - 1);
    return free[4 * exponent + (int) (((size - 1) >>> (exponent - 2)) & 3)];
  }

  /// @param size from [#roundUp]
  /// @throws OutOfMemoryError if the system has none
  Block take(long size) {
    ArrayDeque<Idle> same = free(size);
    Idle found;
    synchronized (same) {
      found = same.pollFirst();
    }
    if (found != null) {
      idle.addAndGet(-size);
      return found.block;
    }
    return size < LARGE ? new Block(cut(size), null) : fresh(size);
  }

  private static Block fresh(long size) {
    Arena arena = Arena.ofShared();
    return new Block(large.allocate(arena, size, ALIGNMENT), arena);
  }

  private synchronized MemorySegment cut(long size) {
    if (slab.byteSize() < size) {
      slab = Arena.global().allocate(SLAB, ALIGNMENT);
    }
    MemorySegment block = slab.asSlice(0, size);
    slab = slab.asSlice(size);
    return block;
  }

  /// Takes a block back. No more memory lies idle than is in use, or a modest amount: what nobody
  /// wanted for longest goes back to the system.
  void give(Block block, long bytesInUse) {
    long size = block.segment().byteSize();
    Arena arena = block.arena();
    long most = Math.max(kept, bytesInUse);
    if (arena != null && size > most) {
      arena.close();
      return;
    }
    if (arena != null) {
      trim(most - size);
    }
    idle.addAndGet(size);
    ArrayDeque<Idle> same = free(size);
    synchronized (same) {
      same.addFirst(new Idle(block, given.getAndIncrement()));
    }
  }

  /// Gives idle blocks back to the system, those first that were not wanted for longest, until at
  /// most `bytes` lie idle.
  void trim(long bytes) {
    while (idle.get() > bytes) {
      ArrayDeque<Idle> oldest = oldest();
      if (oldest == null) {
        return;
      }
      Idle last;
      synchronized (oldest) {
        last = oldest.pollLast();
      }
      Arena arena = last == null ? null : last.block.arena();
      if (last != null && arena != null) {
        idle.addAndGet(-last.block.segment().byteSize());
        arena.close();
      }
    }
  }

  /// The class of the large block that lies idle for longest; null if there is none.
  private @Nullable ArrayDeque<Idle> oldest() {
    ArrayDeque<Idle> oldest = null;
    long since = Long.MAX_VALUE;
    for (ArrayDeque<Idle> same : free) {
      Idle last;
      synchronized (same) {
        last = same.peekLast();
      }
      if (last != null && last.block.arena() != null && last.since < since) {
        oldest = same;
        since = last.since;
      }
    }
    return oldest;
  }
}
