package linum.bench.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import linum.core.Backend;
import linum.core.Backends;
import linum.core.Buffer;

/// What the machine can do at most with a number of threads, measured with [Probes].
///
/// A machine that others use too is faster at one time than at another, so that it is measured
/// again between the workloads, and the best counts.
final class Limits implements AutoCloseable {
  /// How many bytes are moved, in ascending order: the fewer, the more of them the caches hold.
  private static final long[] AMOUNTS = {8L << 20, 32L << 20, 256L << 20};

  private static final long LARGEST = AMOUNTS[AMOUNTS.length - 1];

  /// Probes move a multiple of so many bytes.
  private static final long STEP = 1 << 12;

  private static final long MULTIPLICATIONS = 500_000;
  private static final int BURSTS = 4;

  private final Probes probes = new Probes();
  private final int threads;
  private final ExecutorService pool;
  private final List<Buffer> from = new ArrayList<>();
  private final List<Buffer> to = new ArrayList<>();
  private final double[] bandwidth = new double[AMOUNTS.length];
  private double flops;

  Limits(int threads) {
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads);
    for (int i = 0; i < threads; i++) {
      from.add(block());
      to.add(block());
    }
  }

  /// Memory as workloads have it.
  private Buffer block() {
    Backend backend = Backends.current();
    Buffer block = backend.allocate(LARGEST / threads, backend.devices().getFirst());
    block.segment().fill((byte) 0);
    return block;
  }

  /// Floating point operations a second.
  double flops() {
    return flops;
  }

  /// Bytes a second that are read and written, of more than the caches hold.
  double bandwidth() {
    return bandwidth[AMOUNTS.length - 1];
  }

  /// The shortest time for some work; 0 if neither is given.
  double seconds(double work, double bytes) {
    int i = AMOUNTS.length - 1;
    while (i > 0 && bytes < AMOUNTS[i]) {
      i--;
    }
    return Math.max(work / flops, bytes / bandwidth[i]);
  }

  void measure() throws InterruptedException {
    for (int burst = 0; burst < BURSTS; burst++) {
      flops = Math.max(flops, together(i -> probes.multiply(to.get(i).segment(), MULTIPLICATIONS)));
    }
    for (int k = 0; k < AMOUNTS.length; k++) {
      long bytes = AMOUNTS[k] / threads / STEP * STEP;
      for (Probes.Way way : Probes.Way.values()) {
        // What is in the caches is found there by the second.
        for (int turn = 0; turn < 2; turn++) {
          double rate =
              together(i -> probes.move(way, to.get(i).segment(), from.get(i).segment(), bytes));
          bandwidth[k] = Math.max(bandwidth[k], rate);
        }
      }
    }
  }

  /// Work of one thread.
  private interface Work {
    /// Does it, and says how much it was.
    double run(int thread);
  }

  /// What a thread did, and when.
  private record Share(double amount, long start, long end) {}

  /// The work of all threads a second, from when the first begins until the last is done.
  private double together(Work work) throws InterruptedException {
    List<Future<Share>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      running.add(
          pool.submit(() -> {
            long start = System.nanoTime();
            double amount = work.run(thread);
            return new Share(amount, start, System.nanoTime());
          }));
    }
    double sum = 0;
    long[] starts = new long[threads];
    long[] ends = new long[threads];
    for (int i = 0; i < threads; i++) {
      try {
        Share share = running.get(i).get();
        sum += share.amount;
        starts[i] = share.start;
        ends[i] = share.end;
      } catch (ExecutionException e) {
        throw new IllegalStateException("the machine's limits could not be measured", e);
      }
    }
    long first = Arrays.stream(starts).min().orElseThrow();
    return sum / ((Arrays.stream(ends).max().orElseThrow() - first) / 1e9);
  }

  @Override
  public void close() {
    pool.close();
    from.forEach(Buffer::delete);
    to.forEach(Buffer::delete);
  }
}
