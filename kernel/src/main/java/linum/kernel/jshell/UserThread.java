package linum.kernel.jshell;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The thread that runs the user's code: always the same one, so that thread-locals last from cell
/// to cell, until it cannot be stopped.
///
/// An interrupted task that does not end within the grace time is abandoned: its caller goes on
/// with [Abandoned], a new thread takes the place of the stuck one, which ends at its next
/// cancellation check.
final class UserThread {
  static final int GRACE_MILLIS = 1500;

  /// Says that a task goes on somewhere although it was interrupted.
  @SuppressWarnings("serial") // never serialized
  static final class Abandoned extends Exception {
    Abandoned() {
      super("the interrupted code did not stop", null, false, false);
    }
  }

  private static final class Task {
    final Callable<@Nullable Object> code;
    final CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
    @Nullable ScheduledFuture<?> deadline;

    Task(Callable<@Nullable Object> code) {
      this.code = code;
    }
  }

  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("interrupt-grace").factory());

  private final Consumer<String> warnings;
  private final ClassLoader loader;
  private Worker worker;
  private @Nullable Task running;
  private boolean interrupted;

  /// @param loader the context class loader of the user's code
  /// @param warnings told when a thread is abandoned
  UserThread(ClassLoader loader, Consumer<String> warnings) {
    this.loader = loader;
    this.warnings = warnings;
    this.worker = new Worker(loader);
  }

  /// Runs code on the thread and waits for it; nested calls from the thread run at once.
  ///
  /// @throws Abandoned if the code was interrupted and did not stop
  /// @throws Exception what the code throws
  @Nullable Object call(Callable<@Nullable Object> code) throws Exception {
    if (Thread.currentThread().equals(worker.thread)) {
      return code.call();
    }
    Task task = new Task(code);
    Worker current;
    synchronized (this) {
      if (interrupted) {
        throw new Cancellation.Cancelled();
      }
      Cancellation.pardonPools();
      running = task;
      current = worker;
    }
    current.tasks.add(task);
    try {
      return task.result.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception exception -> throw exception;
        case Error error -> throw error;
        case null, default -> throw e;
      }
    }
  }

  /// Prepares for a new cell: an interrupt from now on is for it.
  synchronized void begin() {
    interrupted = false;
  }

  /// Whether the cell was interrupted.
  synchronized boolean isInterrupted() {
    return interrupted;
  }

  /// Stops the running task, if there is one, and lets none begin until the next cell.
  synchronized void interrupt() {
    interrupted = true;
    Task task = running;
    if (task == null) {
      return;
    }
    Cancellation.condemn(worker.thread);
    worker.thread.interrupt();
    if (task.deadline == null) {
      task.deadline = TIMER.schedule(() -> abandon(task), GRACE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void abandon(Task task) {
    synchronized (this) {
      if (running != task) {
        return;
      }
      running = null;
      worker.retired = true;
      worker = new Worker(loader);
    }
    warnings.accept(
        "The interrupted code does not stop: it is inside a method that ignores interrupts."
            + " It goes on in the background until it returns;"
            + " the session goes on with a new thread.\n");
    task.result.completeExceptionally(new Abandoned());
  }

  private synchronized void finished(Task task) {
    if (running == task) {
      running = null;
      Cancellation.pardon(Thread.currentThread());
    }
    if (task.deadline != null) {
      task.deadline.cancel(false);
    }
    boolean _ = Thread.interrupted(); // the interrupt was for this task
  }

  private final class Worker {
    final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    final Thread thread;
    volatile boolean retired;

    Worker(ClassLoader loader) {
      thread = Thread.ofPlatform().daemon().name("cells").unstarted(this::loop);
      thread.setContextClassLoader(loader);
      thread.start();
    }

    private void loop() {
      while (!retired) {
        Task task;
        try {
          task = tasks.take();
        } catch (InterruptedException e) {
          continue; // an interrupt that came too late for its task
        }
        run(task);
      }
      Cancellation.pardon(thread);
    }

    private void run(Task task) {
      @Nullable Object value = null;
      @Nullable Throwable failure = null;
      try {
        value = task.code.call();
      } catch (Throwable e) { // all of it belongs to the cell
        failure = e;
      }
      finished(task);
      if (failure == null) {
        task.result.complete(value);
      } else {
        task.result.completeExceptionally(failure);
      }
    }
  }
}
