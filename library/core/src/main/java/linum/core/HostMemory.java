package linum.core;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The memory of arrays on the host: off-heap, aligned to 64 bytes, taken from a pool and given
/// back to it when a buffer is deleted or no longer reachable.
///
/// The bytes of live buffers are counted. They can be capped with the system property
/// `linum.memory.limit` (bytes, or `512m`, `16g`) or [#setLimit]; without either, the cap is three
/// quarters of the machine's memory. The garbage collector does not see memory off its heap, so it
/// is asked to run whenever live memory has doubled, and before giving up.
public final class HostMemory {
  private static final Cleaner CLEANER = Cleaner.create();

  /// Below this much live memory nobody asks for a collection.
  private static final long CALM = 512L << 20;

  /// How often a collection is asked for before memory is said to have run out.
  private static final int PATIENCE = 8;

  private static final AtomicLong LIVE = new AtomicLong();
  private static final BlockPool POOL = new BlockPool();
  private static final MemoryLimit LIMIT = new MemoryLimit();
  private static volatile long collectAt = CALM;

  private HostMemory() {}

  /// A new buffer, its content undefined.
  ///
  /// @throws IllegalStateException if it does not fit under the limit, saying who holds what
  public static Buffer allocate(long byteSize, Device device) {
    long size = BlockPool.roundUp(byteSize);
    long live = LIVE.addAndGet(size);
    if (live > collectAt || live > LIMIT.knownBytes()) {
      makeRoom(byteSize, size);
    }
    return owner(device, byteSize, new Allocation(POOL, LIVE, size));
  }

  private static Buffer owner(Device device, long byteSize, Allocation allocation) {
    HostBuffer buffer = new HostBuffer(device, byteSize, allocation);
    buffer.cleanable = CLEANER.register(buffer, allocation);
    return buffer;
  }

  /// What a donated buffer holds, in a buffer that may be written to: one over the same memory, or
  /// a copy if the memory is not of this pool. The donated buffer is deleted.
  ///
  /// @throws IllegalStateException if the buffer was deleted before
  public static Buffer take(Buffer donated) {
    if (donated instanceof HostBuffer b) {
      return owner(b.device(), b.byteSize(), b.giveAway());
    }
    Buffer copy = copyOf(donated.segment(), donated.byteSize(), donated.device());
    donated.delete();
    return copy;
  }

  /// A new buffer with the given bytes.
  static Buffer copyOf(MemorySegment source, long byteSize, Device device) {
    Buffer buffer = allocate(byteSize, device);
    buffer.segment().copyFrom(source.asSlice(0, byteSize));
    return buffer;
  }

  /// How many bytes are in use by buffers that are reachable, as far as the collector knows.
  public static long liveBytes() {
    return LIVE.get();
  }

  /// How many bytes live buffers may take together.
  public static long limit() {
    return LIMIT.bytes();
  }

  /// Sets the limit for everything that is allocated from now on.
  ///
  /// @param bytes how many bytes live buffers may take together
  public static void setLimit(long bytes) {
    LIMIT.set(bytes);
  }

  /// Takes large blocks from another source from now on; those in use stay where they are.
  public static void setLargeMemory(LargeMemory source) {
    BlockPool.large(source);
  }

  /// Asks the garbage collector to run, and waits until unreachable buffers have been given back.
  public static void collect() {
    CountDownLatch done = new CountDownLatch(1);
    register(done);
    System.gc();
    try {
      if (done.await(1, TimeUnit.SECONDS)) {
        settle();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Tells when the cleaner has come to an object that nobody holds.
  private static void register(CountDownLatch done) {
    CLEANER.register(new Object(), done::countDown);
  }

  /// The cleaner may have more to do: waits until the count stands still.
  private static void settle() throws InterruptedException {
    long before;
    do {
      before = LIVE.get();
      Thread.sleep(2);
    } while (LIVE.get() != before);
  }

  private static synchronized void makeRoom(long byteSize, long size) {
    long limit = LIMIT.bytes();
    if (LIVE.get() <= collectAt && LIVE.get() <= limit) {
      return;
    }
    collect();
    // On a busy machine the cleaner may lag behind the collector.
    for (int i = 0; i < PATIENCE && LIVE.get() > limit; i++) {
      LockSupport.parkNanos(10_000_000);
      collect();
    }
    long live = LIVE.get();
    collectAt = Math.max(CALM, 2 * live);
    if (live > limit) {
      LIVE.addAndGet(-size);
      throw new IllegalStateException(Allocation.outOfMemory(byteSize, live - size, limit));
    }
    POOL.trim(limit - live);
  }
}
