package linum.bench.steps;

import java.util.ArrayList;
import java.util.List;

/// Ways to do the same that take turns, and what each costs more than the first.
final class Comparison {
  private static final double TURN_SECONDS = 3e-4;
  private static final double SECONDS = 6;
  private static final double WARM_SECONDS = 4;
  private static final int WARM_STEPS = 30_000;
  private static final int MOST_STEPS = 200;

  private final List<Way> ways;
  private final int steps;

  Comparison(List<Way> ways) {
    this.ways = ways;
    ways.forEach(Comparison::warm);
    double longest = ways.stream().mapToDouble(way -> turn(way, 20)).max().orElseThrow();
    this.steps = (int) Math.clamp(TURN_SECONDS / longest, 1, MOST_STEPS);
  }

  /// Takes steps until the JVM has compiled what they go through.
  private static void warm(Way way) {
    long end = System.nanoTime() + (long) (WARM_SECONDS * 1e9);
    for (int i = 0; i < WARM_STEPS && System.nanoTime() < end; i++) {
      var _ = way.step();
    }
  }

  /// The seconds of one step.
  private static double turn(Way way, int steps) {
    long start = System.nanoTime();
    for (int i = 0; i < steps - 1; i++) {
      var _ = way.step();
    }
    var _ = way.step().blockUntilReady();
    return (System.nanoTime() - start) / 1e9 / steps;
  }

  /// Medians, in seconds.
  ///
  /// @param first what a step of the first way takes
  /// @param more what a step of each other way takes more, of those beside each other
  record Result(double first, List<Double> more) {}

  Result run() {
    List<List<Double>> more = new ArrayList<>();
    ways.subList(1, ways.size()).forEach(_ -> more.add(new ArrayList<>()));
    List<Double> first = new ArrayList<>();
    long end = System.nanoTime() + (long) (SECONDS * 1e9);
    for (int round = 0; System.nanoTime() < end; round++) {
      // The way before leaves something in the caches, so that each is after each in its turn.
      double[] seconds = new double[ways.size()];
      for (int i = 0; i < seconds.length; i++) {
        int at = (round + (round % 2 == 0 ? i : seconds.length - i)) % seconds.length;
        seconds[at] = turn(ways.get(at), steps);
      }
      first.add(seconds[0]);
      for (int i = 1; i < seconds.length; i++) {
        more.get(i - 1).add(seconds[i] - seconds[0]);
      }
    }
    return new Result(median(first), more.stream().map(Comparison::median).toList());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
