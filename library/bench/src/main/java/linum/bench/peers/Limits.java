package linum.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What the machine can do at most with a number of threads.
///
/// Measured with loops that the JVM's compiler vectorizes: chains of fused multiply-adds over an
/// array in the first-level cache, and copies of an array far larger than the caches.
///
/// @param flops floating point operations a second
/// @param bandwidth bytes a second through memory, read and written ones together
record Limits(double flops, double bandwidth) {
  private static final int CACHED = 1024;
  private static final int LARGE = 32 << 20;
  private static final int DEGREE = 16;

  /// The shortest time for some work; 0 if neither is given.
  double seconds(double work, double bytes) {
    return Math.max(work / flops, bytes / bandwidth);
  }

  static Limits measure(int threads) throws InterruptedException {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      double arithmetic = 0;
      double memory = 0;
      for (int round = 0; round < 6; round++) {
        arithmetic = Math.max(arithmetic, together(pool, threads, Limits::arithmetic));
        memory = Math.max(memory, together(pool, threads, Limits::copy));
      }
      return new Limits(arithmetic, memory);
    }
  }

  /// Work done a second.
  private interface Work {
    double measure();
  }

  private static double together(ExecutorService pool, int threads, Work work)
      throws InterruptedException {
    List<Future<Double>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(pool.submit(work::measure));
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

  private static double arithmetic() {
    float[] x = new float[CACHED];
    float[] y = new float[CACHED];
    java.util.Arrays.fill(x, 0.5f);
    int repeats = 20_000;
    long start = System.nanoTime();
    for (int r = 0; r < repeats; r++) {
      polynomial(x, y);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return y[0] > 0 ? 2.0 * DEGREE * CACHED * repeats / seconds : 0;
  }

  private static void polynomial(float[] x, float[] y) {
    for (int i = 0; i < CACHED; i++) {
      float v = x[i];
      float s = Math.fma(v, v, 0.5f);
      s = Math.fma(s, v, 0.25f);
      s = Math.fma(s, v, 0.125f);
      s = Math.fma(s, v, 0.5f);
      s = Math.fma(s, v, 0.25f);
      s = Math.fma(s, v, 0.125f);
      s = Math.fma(s, v, 0.5f);
      s = Math.fma(s, v, 0.25f);
      s = Math.fma(s, v, 0.125f);
      s = Math.fma(s, v, 0.5f);
      s = Math.fma(s, v, 0.25f);
      s = Math.fma(s, v, 0.125f);
      s = Math.fma(s, v, 0.5f);
      s = Math.fma(s, v, 0.25f);
      s = Math.fma(s, v, 0.125f);
      y[i] = Math.fma(s, v, 0.5f);
    }
  }

  private static double copy() {
    byte[] from = new byte[LARGE];
    byte[] to = new byte[LARGE];
    System.arraycopy(from, 0, to, 0, LARGE);
    int repeats = 4;
    long start = System.nanoTime();
    for (int r = 0; r < repeats; r++) {
      System.arraycopy(from, 0, to, 0, LARGE);
    }
    return 2.0 * LARGE * repeats / ((System.nanoTime() - start) / 1e9);
  }
}
