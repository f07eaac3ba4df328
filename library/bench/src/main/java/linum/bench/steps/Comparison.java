package linum.bench.steps;

import java.util.ArrayList;
import java.util.List;

/// Ways to do the same that take turns, and what each costs more than the first: the time of the
/// processor, of whoever calls and of whoever computes.
final class Comparison {
  private static final double TURN_SECONDS = 1e-3;
  private static final double SECONDS = 3;
  private static final double WARM_SECONDS = 3;
  private static final int WARM_STEPS = 30_000;
  private static final int LEAST_STEPS = 5;
  private static final int MOST_STEPS = 400;

  private final List<Way> ways;
  private final Processor processor;
  private final int steps;

  Comparison(List<Way> ways) {
    this.ways = ways;
    ways.forEach(Comparison::warm);
    this.processor = new Processor();
    double longest = ways.stream().mapToDouble(way -> turn(way, 20)).max().orElseThrow();
    this.steps = (int) Math.clamp(TURN_SECONDS / longest, LEAST_STEPS, MOST_STEPS);
  }

  /// Takes steps until the JVM has compiled what they go through.
  private static void warm(Way way) {
    Processor processor = new Processor();
    double end = processor.seconds() + WARM_SECONDS;
    for (int i = 0; i < WARM_STEPS && (i % 100 > 0 || processor.seconds() < end); i++) {
      var _ = way.step().blockUntilReady();
    }
  }

  /// The seconds of one step.
  private double turn(Way way, int count) {
    double start = processor.seconds();
    for (int i = 0; i < count - 1; i++) {
      var _ = way.step();
    }
    var _ = way.step().blockUntilReady();
    return (processor.seconds() - start) / count;
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
    double end = processor.seconds() + SECONDS;
    for (int round = 0; processor.seconds() < end; round++) {
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
