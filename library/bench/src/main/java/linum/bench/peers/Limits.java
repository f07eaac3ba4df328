package linum.bench.peers;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What the machine can do at most with a number of threads, measured with [Probes].
///
/// @param flops floating point operations a second
/// @param reads bytes a second that are read from memory
/// @param copies bytes a second through memory where as many are written as are read
record Limits(double flops, double reads, double copies) {
  private static final int LARGE = 128 << 20;
  private static final int ROUNDS = 8;

  /// The shortest time for some work; 0 if neither is given.
  double seconds(double work, double bytes) {
    return Math.max(work / flops, bytes / Math.max(reads, copies));
  }

  static Limits measure(int threads) throws InterruptedException {
    Probes probes = new Probes();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads);
        Arena arena = Arena.ofShared()) {
      List<MemorySegment> from = blocks(arena, threads);
      List<MemorySegment> to = blocks(arena, threads);
      double arithmetic = 0;
      double reading = 0;
      double copying = 0;
      for (int round = 0; round < ROUNDS; round++) {
        arithmetic =
            Math.max(
                arithmetic, together(pool, threads, i -> probes.multiply(to.get(i), 1_000_000)));
        reading =
            Math.max(reading, together(pool, threads, i -> probes.read(to.get(i), from.get(i))));
        copying =
            Math.max(copying, together(pool, threads, i -> probes.copy(to.get(i), from.get(i))));
      }
      return new Limits(arithmetic, reading, copying);
    }
  }

  private static List<MemorySegment> blocks(Arena arena, int threads) {
    List<MemorySegment> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(arena.allocate(LARGE, 64).fill((byte) 1));
    }
    return all;
  }

  /// Work of one thread.
  private interface Work {
    /// Does it, and says how much it was.
    double run(int thread);
  }

  /// The work of all threads a second.
  private static double together(ExecutorService pool, int threads, Work work)
      throws InterruptedException {
    List<Future<Double>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      running.add(pool.submit(() -> rate(thread, work)));
    }
    double sum = 0;
    for (Future<Double> f : running) {
      try {
        sum += f.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the machine's limits could not be measured", e);
      }
    }
    return sum;
  }

  private static double rate(int thread, Work work) {
    long start = System.nanoTime();
    double amount = work.run(thread);
    return amount / ((System.nanoTime() - start) / 1e9);
  }
}
