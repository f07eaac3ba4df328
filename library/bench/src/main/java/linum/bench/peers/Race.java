package linum.bench.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One workload, run by Linum and everybody else in turns.
final class Race {
  /// Seconds of taking turns.
  private static final double BUDGET = 2;

  private static final double LOOSE = 1e-2;

  private final List<Peer> peers;
  private final Limits limits;
  private final int threads;

  Race(List<Peer> peers, Limits limits, int threads) {
    this.peers = peers;
    this.limits = limits;
    this.threads = threads;
  }

  /// @throws IllegalStateException if a peer's results are not Linum's
  Row run(Workload workload) throws InterruptedException {
    Map<String, Contestant> all = new LinkedHashMap<>();
    try {
      Contestant linum = new LinumContestant(workload);
      all.put("linum", linum);
      List<float[]> expected = linum.results();
      for (Peer peer : peers) {
        Contestant contestant = peer.enter(workload).orElse(null);
        if (contestant != null) {
          all.put(peer.name(), contestant);
          check(workload, peer.name(), expected, contestant.results());
        }
      }
      Map<String, Turns.Runner> runners = runners(all);
      limits.measure();
      Turns.take(List.copyOf(runners.values()), BUDGET);
      limits.measure();
      return row(workload, runners);
    } finally {
      all.values().forEach(Contestant::close);
    }
  }

  private static Map<String, Turns.Runner> runners(Map<String, Contestant> all) {
    Map<String, Turns.Runner> runners = new LinkedHashMap<>();
    all.forEach((name, contestant) ->
        contestant
            .ways()
            .forEach(way -> runners.put(name + " " + way.name(), new Turns.Runner(way))));
    return runners;
  }

  private Row row(Workload workload, Map<String, Turns.Runner> runners) {
    Map<String, Double> detail = new LinkedHashMap<>();
    Map<String, Double> medians = new LinkedHashMap<>();
    Map<String, Double> minima = new LinkedHashMap<>();
    runners.forEach((name, runner) -> {
      String who = name.substring(0, name.indexOf(' '));
      detail.put(name, runner.seconds().median());
      medians.merge(who, runner.seconds().median(), Math::min);
      minima.merge(who, runner.seconds().minimum(), Math::min);
    });
    Double linum = medians.remove("linum");
    double limit = limits.seconds(workload.flops(), workload.bytes());
    return new Row(
        workload.name(),
        threads,
        linum,
        limit > 0 ? limit : null,
        medians,
        minima,
        detail,
        workload.goal(),
        null,
        List.of());
  }

  private static void check(
      Workload workload, String peer, List<float[]> expected, List<float[]> actual) {
    double tolerance = workload.exceptions().contains(peer) ? LOOSE : workload.tolerance();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < actual.size(); i++) {
      double distance = distance(expected.get(i), actual.get(i));
      if (!(distance <= tolerance)) {
        wrong.add("output %d by %.1e of its largest element".formatted(i, distance));
      }
    }
    if (!wrong.isEmpty() || actual.isEmpty()) {
      throw new IllegalStateException(
          "%s: %s disagrees with Linum: %s"
              .formatted(workload.name(), peer, String.join(", ", wrong)));
    }
  }

  /// The largest difference, relative to the largest element.
  private static double distance(float[] expected, float[] actual) {
    if (expected.length != actual.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 1e-30;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      double d = Math.abs((double) expected[i] - actual[i]);
      if (Double.isNaN(d)) {
        return d;
      }
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, d);
    }
    return difference / largest;
  }
}
