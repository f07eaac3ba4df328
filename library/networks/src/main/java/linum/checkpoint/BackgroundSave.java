package linum.checkpoint;

import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// The one save that may be under way, and what became of it.
final class BackgroundSave {
  private @Nullable CompletableFuture<Void> running;
  private long step;

  /// Runs `work` on a thread of its own, which keeps the process alive until it is done.
  synchronized void start(long ofStep, Runnable work) {
    CompletableFuture<Void> future = new CompletableFuture<>();
    step = ofStep;
    running = future;
    Thread.ofPlatform()
        .name("linum-checkpoint-" + ofStep)
        .start(() -> {
          try {
            work.run();
            future.complete(null);
          } catch (Throwable t) {
            future.completeExceptionally(t);
          }
        });
  }

  synchronized boolean isRunning() {
    return running != null && !running.isDone();
  }

  /// The step that is being saved.
  synchronized OptionalLong pending() {
    return isRunning() ? OptionalLong.of(step) : OptionalLong.empty();
  }

  /// Waits until nothing is under way.
  ///
  /// @throws IllegalStateException if the last save failed, once
  void await() {
    CompletableFuture<Void> future;
    synchronized (this) {
      future = running;
    }
    if (future != null) {
      future.exceptionally(_ -> null).join();
      check();
    }
  }

  /// Does nothing if the last save did not fail, or is still under way.
  ///
  /// @throws IllegalStateException if it failed, once
  synchronized void check() {
    if (running == null || !running.isDone()) {
      return;
    }
    CompletableFuture<Void> done = running;
    running = null;
    try {
      done.join();
    } catch (CompletionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new IllegalStateException(
          "saving step %d in the background failed: %s".formatted(step, cause.getMessage()), cause);
    }
  }
}
