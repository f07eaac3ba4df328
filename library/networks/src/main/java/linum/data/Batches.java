package linum.data;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Goes through batches, of which the next ones may be in the making.
///
/// Each is made on a virtual thread, which ends with it. As nothing is begun unless somebody goes
/// on, a loop that is left early leaves no thread behind.
final class Batches<T> implements Iterator<T> {
  /// Makes batch `i`.
  interface Maker<T> {
    T make(int i);
  }

  private final int count;
  private final int ahead;
  private final Maker<T> maker;
  private final Queue<FutureTask<T>> begun = new ArrayDeque<>();
  private int next;
  private int given;

  Batches(int count, int ahead, Maker<T> maker) {
    this.count = count;
    this.ahead = ahead;
    this.maker = maker;
  }

  @Override
  public boolean hasNext() {
    return given < count;
  }

  /// @throws IllegalStateException if making it failed on another thread, with the failure as the
  ///   cause
  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("there are %d batches".formatted(count));
    }
    int i = given++;
    if (ahead == 0) {
      return maker.make(i);
    }
    begin(i + ahead);
    FutureTask<T> first = begun.remove();
    T batch = await(first, i);
    // While this one is used, others are made.
    begin(i + 1 + ahead);
    return batch;
  }

  private void begin(int until) {
    for (; next < Math.min(count, until); next++) {
      int i = next;
      FutureTask<T> task = new FutureTask<>(() -> maker.make(i));
      begun.add(task);
      Thread.ofVirtual().name("linum-batch-" + i).start(task);
    }
  }

  private static <T> T await(FutureTask<T> task, int i) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new IllegalStateException(
          "making batch %d failed: %s".formatted(i, cause.getMessage()), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for batch " + i, e);
    }
  }
}
