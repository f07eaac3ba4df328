package linum.llvm.natives;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/// Does several things at the same time.
final class Together {
  private Together() {}

  /// Runs all tasks, each once, and returns when they are done.
  ///
  /// @param threads how many threads do so, the caller's included
  /// @throws RuntimeException what a task threw; others may not have been begun
  static void run(List<Runnable> tasks, int threads) {
    AtomicInteger next = new AtomicInteger();
    Runnable work =
        () -> {
          for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
            tasks.get(i).run();
          }
        };
    List<CompletableFuture<Void>> helpers = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, tasks.size()); i++) {
      helpers.add(CompletableFuture.runAsync(work, Together::start));
    }
    try {
      work.run();
    } finally {
      next.set(tasks.size());
      join(helpers);
    }
  }

  private static void start(Runnable work) {
    Thread.ofPlatform().daemon().name("linum-compiler").start(work);
  }

  private static void join(List<CompletableFuture<Void>> helpers) {
    try {
      CompletableFuture.allOf(helpers.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
