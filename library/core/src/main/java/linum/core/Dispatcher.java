package linum.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import linum.ir.Aval;
import org.jspecify.annotations.Nullable;

/// Runs larger programs one after the other, in the order in which they were started.
///
/// A thread of its own does that while those who started them go on. Whoever waits for a result
/// while nobody runs anything runs what is left up to it: handing over to a thread that sleeps, and
/// being woken by it, takes longer than many a program.
///
/// A program never waits for one behind it: inputs were asked for before, so they are done.
final class Dispatcher {
  /// How many programs may wait; then whoever starts more has to wait, too.
  private static final int IN_FLIGHT = 32;

  private static final Semaphore ROOM = new Semaphore(IN_FLIGHT);

  /// The programs that wait; also the lock of what is below.
  private static final ArrayDeque<Task> QUEUE = new ArrayDeque<>();

  /// Who runs a program.
  private static @Nullable Thread runner;

  /// Whether the program that runs was told to stop by somebody else.
  private static boolean stopped;

  /// Held by whoever takes programs from the queue and runs them.
  private static final ReentrantLock TURN = new ReentrantLock();

  private static final AtomicInteger UNFINISHED = new AtomicInteger();

  private static final Thread THREAD =
      Thread.ofPlatform().name("linum-dispatch").daemon().start(Dispatcher::work);

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

    /// It counts as finished before those who wait for it go on: they may give its memory back.
    ///
    /// @return whether it was interrupted
    boolean run() {
      List<Buffer> results;
      try {
        Buffer[] inputs = inputs();
        results = program.executable().run(Arrays.asList(inputs));
      } catch (ExecutionException e) {
        fail(e.getCause() == null ? e : e.getCause());
        return false;
      } catch (InterruptedException _) {
        fail(new CancellationException("the program was interrupted before it ran"));
        return true;
      } catch (Throwable e) {
        fail(e);
        return e instanceof CancellationException;
      }
      UNFINISHED.decrementAndGet();
      for (int i = 0; i < outputs.size(); i++) {
        outputs.get(i).complete(results.get(i));
      }
      return false;
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
      UNFINISHED.decrementAndGet();
      outputs.forEach(f -> f.completeExceptionally(cause));
    }
  }

  /// Whether this thread is running a program.
  static boolean isCurrentThread() {
    return TURN.isHeldByCurrentThread();
  }

  /// @param sources buffers and futures of buffers
  static List<ConcreteArray> submit(CompiledProgram program, Object[] sources) {
    Task task = new Task(program, sources);
    try {
      ROOM.acquire();
    } catch (InterruptedException _) {
      cancelAll();
      throw new CancellationException("interrupted while waiting for programs that run");
    }
    UNFINISHED.incrementAndGet();
    synchronized (QUEUE) {
      QUEUE.addLast(task);
    }
    LockSupport.unpark(THREAD);
    ConcreteArray[] results = new ConcreteArray[task.outputs.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = ConcreteArray.of(program.out().get(i), task.outputs.get(i));
    }
    return Arrays.asList(results);
  }

  private static void work() {
    while (true) {
      while (isWorkLeft() && TURN.tryLock()) {
        try {
          runNext();
        } finally {
          TURN.unlock();
        }
      }
      // Woken by whoever starts a program, or leaves one that it does not wait for.
      LockSupport.park(QUEUE);
      // An interrupt is meant for a program that ended in the meantime.
      boolean _ = Thread.interrupted();
    }
  }

  private static boolean isWorkLeft() {
    synchronized (QUEUE) {
      return !QUEUE.isEmpty();
    }
  }

  /// Runs the next program, if there is one. The caller holds [#TURN].
  ///
  /// @return whether an interrupt of this thread, by nobody here, stopped it
  private static boolean runNext() {
    Task task;
    synchronized (QUEUE) {
      task = QUEUE.pollFirst();
      if (task == null) {
        return false;
      }
      runner = Thread.currentThread();
      stopped = false;
    }
    ROOM.release();
    boolean interrupted = false;
    try {
      interrupted = task.run();
    } finally {
      synchronized (QUEUE) {
        runner = null;
        if (stopped) {
          boolean _ = Thread.interrupted();
          interrupted = false;
        }
      }
    }
    return interrupted;
  }

  /// Runs programs up to the one that is waited for, as long as nobody else does. A program may
  /// call Java, which has to find itself outside of all transformations, and as much stack as
  /// threads have.
  private static void help(CompletableFuture<?> pending) throws InterruptedException {
    if (!Trace.current().equals(Eval.INSTANCE) || Thread.currentThread().isVirtual()) {
      return;
    }
    while (!pending.isDone() && !Thread.currentThread().isInterrupted() && TURN.tryLock()) {
      boolean interrupted;
      try {
        interrupted = runNext();
      } finally {
        TURN.unlock();
      }
      if (interrupted) {
        throw new InterruptedException();
      }
    }
    if (isWorkLeft()) {
      LockSupport.unpark(THREAD);
    }
  }

  /// The result of a program that computes an array of the given type.
  static Object await(CompletableFuture<?> pending, Aval aval) {
    try {
      help(pending);
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
    List<Task> waiting;
    synchronized (QUEUE) {
      waiting = List.copyOf(QUEUE);
      QUEUE.clear();
      if (runner != null) {
        stopped = true;
        runner.interrupt();
      }
    }
    ROOM.release(waiting.size());
    CancellationException interrupted =
        new CancellationException("it was stopped before it ran, by an interrupt");
    waiting.forEach(t -> t.fail(interrupted));
  }
}
