package linum.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import linum.ir.Aval;
import org.jspecify.annotations.Nullable;

/// The thread that runs larger programs, in the order in which they were started.
///
/// It never waits for a program behind the one it runs: inputs were asked for before, so they are
/// done.
final class Dispatcher {
  /// How many programs may wait; then whoever starts more has to wait, too.
  private static final int IN_FLIGHT = 32;

  private static final BlockingQueue<Task> QUEUE = new ArrayBlockingQueue<>(IN_FLIGHT);

  private static final Thread THREAD =
      Thread.ofPlatform().name("linum-dispatch").daemon().start(Dispatcher::work);

  private static volatile @Nullable Task running;

  private static final AtomicInteger UNFINISHED = new AtomicInteger();

  private Dispatcher() {}

  /// Whether no program runs or waits, so that nobody reads the memory of any array.
  static boolean isIdle() {
    return UNFINISHED.get() == 0;
  }

  /// One run of a program, and where its outputs will be.
  private static final class Task {
    private final CompiledProgram program;
    private final Object[] sources;
    private final List<CompletableFuture<Buffer>> outputs = new ArrayList<>();

    Task(CompiledProgram program, Object[] sources) {
      this.program = program;
      this.sources = sources;
      program.out().forEach(_ -> outputs.add(new CompletableFuture<>()));
    }

    void run() {
      try {
        List<Buffer> results = program.executable().run(Arrays.asList(inputs()));
        for (int i = 0; i < outputs.size(); i++) {
          outputs.get(i).complete(results.get(i));
        }
      } catch (ExecutionException e) {
        fail(e.getCause() == null ? e : e.getCause());
      } catch (InterruptedException _) {
        fail(new CancellationException("the program was interrupted before it ran"));
      } catch (Throwable e) {
        fail(e);
      }
    }

    private Buffer[] inputs() throws ExecutionException, InterruptedException {
      Buffer[] buffers = new Buffer[sources.length];
      for (int i = 0; i < buffers.length; i++) {
        Buffer b =
            sources[i] instanceof Buffer ready
                ? ready
                : (Buffer) ((CompletableFuture<?>) sources[i]).get();
        buffers[i] = Transfer.to(program.backend(), program.device(), b);
        sources[i] = b;
      }
      return buffers;
    }

    void fail(Throwable cause) {
      outputs.forEach(f -> f.completeExceptionally(cause));
    }
  }

  @SuppressWarnings("ReferenceEquality") // a thread is itself alone
  static boolean isCurrentThread() {
    return Thread.currentThread().equals(THREAD);
  }

  /// @param sources buffers and futures of buffers
  static List<ConcreteArray> submit(CompiledProgram program, Object[] sources) {
    Task task = new Task(program, sources);
    UNFINISHED.incrementAndGet();
    try {
      QUEUE.put(task);
    } catch (InterruptedException _) {
      UNFINISHED.decrementAndGet();
      cancelAll();
      throw new CancellationException("interrupted while waiting for programs that run");
    }
    ConcreteArray[] results = new ConcreteArray[task.outputs.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = ConcreteArray.of(program.out().get(i), task.outputs.get(i));
    }
    return Arrays.asList(results);
  }

  private static void work() {
    while (true) {
      try {
        Task task = QUEUE.take();
        running = task;
        try {
          task.run();
        } finally {
          UNFINISHED.decrementAndGet();
        }
      } catch (InterruptedException _) {
        // Meant for a program that ended in the meantime.
      } finally {
        running = null;
      }
    }
  }

  /// The result of a program that computes an array of the given type.
  static Object await(CompletableFuture<?> pending, Aval aval) {
    try {
      return pending.get();
    } catch (ExecutionException e) {
      throw failure(aval, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException _) {
      cancelAll();
      throw new CancellationException(
          "interrupted while waiting for an array of type %s; the programs that were running are"
                  .formatted(aval)
              + " stopped");
    }
  }

  private static RuntimeException failure(Aval aval, Throwable cause) {
    if (cause instanceof CancellationException) {
      CancellationException again =
          new CancellationException(
              "an array of type %s was not computed: %s".formatted(aval, cause.getMessage()));
      again.initCause(cause);
      return again;
    }
    return new IllegalStateException(
        "the program that computes an array of type %s failed: %s"
            .formatted(aval, cause.getMessage() == null ? cause.toString() : cause.getMessage()),
        cause);
  }

  /// Stops the program that runs, and drops those that wait.
  private static void cancelAll() {
    List<Task> waiting = new ArrayList<>();
    QUEUE.drainTo(waiting);
    UNFINISHED.addAndGet(-waiting.size());
    CancellationException interrupted =
        new CancellationException("it was stopped before it ran, by an interrupt");
    waiting.forEach(t -> t.fail(interrupted));
    if (running != null) {
      THREAD.interrupt();
    }
  }
}
