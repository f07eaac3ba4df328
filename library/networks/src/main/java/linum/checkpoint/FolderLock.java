package linum.checkpoint;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The right to change a folder, which one manager of one process has at a time.
///
/// The operating system takes it back when a process ends, in whatever way.
final class FolderLock implements AutoCloseable {
  private static final String NAME = ".lock";
  private static final long PAUSE_MILLIS = 20;

  /// The lock of a file counts for a process as a whole; within it, these count.
  private static final Map<Path, Semaphore> HERE = new ConcurrentHashMap<>();

  private final Semaphore here;
  private final FileChannel channel;

  private FolderLock(Semaphore here, FileChannel channel) {
    this.here = here;
    this.channel = channel;
  }

  /// Waits for the lock as long as `patience` says; null if somebody else has it still.
  static @Nullable FolderLock tryAcquire(Path folder, Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    Semaphore here = HERE.computeIfAbsent(folder.toRealPath(), _ -> new Semaphore(1));
    FileChannel channel = null;
    boolean mine = false;
    try {
      mine = here.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
      channel = mine ? among(folder, end) : null;
      return channel == null ? null : new FolderLock(here, channel);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + folder);
    } finally {
      if (mine && channel == null) {
        here.release();
      }
    }
  }

  /// As [#tryAcquire].
  ///
  /// @throws IllegalStateException if somebody else has it still
  static FolderLock acquire(Path folder, Duration patience) throws IOException {
    FolderLock lock = tryAcquire(folder, patience);
    if (lock == null) {
      throw new IllegalStateException(
          "another process has been writing to %s for %d s\nGive each process a folder of its own, or let the others only read: new CheckpointManagerOptions().readOnly(true)."
              .formatted(folder, patience.toSeconds()));
    }
    return lock;
  }

  private static @Nullable FileChannel among(Path folder, long end)
      throws IOException, InterruptedException {
    FileChannel channel =
        FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      FileLock lock = channel.tryLock();
      while (lock == null && System.nanoTime() < end) {
        Thread.sleep(PAUSE_MILLIS);
        lock = channel.tryLock();
      }
      locked = lock != null;
      return locked ? channel : null;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      here.release();
    }
  }
}
