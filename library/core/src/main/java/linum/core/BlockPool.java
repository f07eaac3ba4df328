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

  private static volatile LargeMemory large = Arena::allocate;

  private final ArrayDeque<Block>[] free = emptyClasses();
  private final AtomicLong idle = new AtomicLong();
  private MemorySegment slab = MemorySegment.NULL;

  @SuppressWarnings("unchecked") // a fresh array, filled with nothing else
  private static ArrayDeque<Block>[] emptyClasses() {
    ArrayDeque<Block>[] classes = (ArrayDeque<Block>[]) new ArrayDeque<?>[4 * 64];
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

  private ArrayDeque<Block> free(long size) {
    int exponent = 63 - Long.numberOfLeadingZeros(size - 1);
    return free[4 * exponent + (int) (((size - 1) >>> (exponent - 2)) & 3)];
  }

  /// @param size from [#roundUp]
  /// @throws OutOfMemoryError if the system has none
  Block take(long size) {
    ArrayDeque<Block> same = free(size);
    Block block;
    synchronized (same) {
      block = same.pollFirst();
    }
    if (block != null) {
      idle.addAndGet(-size);
      return block;
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

  /// Takes a block back. No more memory lies idle than is in use, or a modest amount.
  void give(Block block, long bytesInUse) {
    long size = block.segment().byteSize();
    Arena arena = block.arena();
    if (arena != null && idle.get() + size > Math.max(KEPT, bytesInUse)) {
      arena.close();
      return;
    }
    idle.addAndGet(size);
    ArrayDeque<Block> same = free(size);
    synchronized (same) {
      same.addFirst(block);
    }
  }

  /// Gives idle blocks back to the system, the largest first, until at most `bytes` lie idle.
  void trim(long bytes) {
    for (int i = free.length - 1; i >= 0 && idle.get() > bytes; i--) {
      synchronized (free[i]) {
        for (Block b = free[i].peekFirst(); b != null; b = free[i].peekFirst()) {
          Arena arena = b.arena();
          if (arena == null || idle.get() <= bytes) {
            break;
          }
          free[i].removeFirst();
          idle.addAndGet(-b.segment().byteSize());
          arena.close();
        }
      }
    }
  }
}
