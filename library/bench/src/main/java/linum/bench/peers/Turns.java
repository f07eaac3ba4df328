package linum.bench.peers;

import java.util.List;

/// Runs in turns.
final class Turns {
  private static final double TURN_SECONDS = 0.03;
  private static final double SHORTEST_SAMPLE = 50e-6;
  private static final int ROUNDS = 11;
  private static final int WARM_RUNS = 20_000;
  private static final double WARM_SECONDS = 2;
  private static final double SHORT = 1e-4;

  /// Threads of a peer that wait in a busy loop for more work have given up after that.
  private static final long PAUSE_MILLIS = 3;

  private Turns() {}

  /// Somebody who is timed.
  static final class Runner {
    private final Runnable run;
    private final int times;
    private final Times seconds = new Times();
    private double estimate;

    Runner(Contestant.Way way) {
      this.run = way.run();
      this.times = way.times();
    }

    Times seconds() {
      return seconds;
    }

    /// Runs what is short until the JVM has compiled what a call goes through.
    private void warm() {
      long end = System.nanoTime() + (long) (WARM_SECONDS * 1e9);
      int runs = 0;
      do {
        time(1);
        runs++;
      } while (estimate < SHORT && runs < WARM_RUNS && System.nanoTime() < end);
    }

    /// One run that is not timed, to fill caches, then as many as fit.
    private void turn() {
      if (estimate < 0.2) {
        time(1);
      }
      int batch = (int) Math.clamp(Math.ceil(SHORTEST_SAMPLE / Math.max(estimate, 1e-9)), 1, 1e5);
      long end = System.nanoTime() + (long) (TURN_SECONDS * 1e9);
      do {
        seconds.add(time(batch) / times);
      } while (System.nanoTime() < end);
    }

    private double time(int batch) {
      long start = System.nanoTime();
      for (int i = 0; i < batch; i++) {
        run.run();
      }
      estimate = (System.nanoTime() - start) / 1e9 / batch;
      return estimate;
    }
  }

  /// Lets everybody take turns, for about `budget` seconds. Who is slow gets fewer of them.
  static void take(List<Runner> runners, double budget) throws InterruptedException {
    runners.forEach(Runner::warm);
    long start = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      boolean late = (System.nanoTime() - start) / 1e9 > budget;
      for (Runner r : runners) {
        boolean slow = r.estimate > budget / ROUNDS;
        boolean enough = late || (slow && round > 1) || r.estimate > budget;
        if (r.seconds.isEmpty() || !enough) {
          r.turn();
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    }
  }
}
