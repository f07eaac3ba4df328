package linum.bench.peers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was measured of a workload. All times are in seconds; the main ones are medians.
///
/// @param limitSeconds the shortest time that the machine allows; null if that was not worked out
/// @param peers of each peer, the time of its fastest way
/// @param minima the shortest times, of Linum and the peers
/// @param detail the times of each way, such as `xla call` and `xla loop`
/// @param goal the share of a peer's time that Linum may take
/// @param goalSeconds the time that Linum may take whatever a peer does; null if there is no such
public record Row(
    String workload,
    int threads,
    @Nullable Double linumSeconds,
    @Nullable Double limitSeconds,
    Map<String, Double> peers,
    Map<String, Double> minima,
    Map<String, Double> detail,
    Goal goal,
    @Nullable Double goalSeconds,
    List<String> remarks) {

  /// A row that says why nothing was measured.
  static Row failed(String workload, int threads, String why) {
    return new Row(
        workload, threads, null, null, Map.of(), Map.of(), Map.of(), Goal.NONE, null, List.of(why));
  }

  /// A row of Linum alone.
  static Row alone(String workload, int threads, double seconds, @Nullable Double goalSeconds) {
    return new Row(
        workload,
        threads,
        seconds,
        null,
        Map.of(),
        Map.of("linum", seconds),
        Map.of(),
        Goal.NONE,
        goalSeconds,
        List.of());
  }

  /// Linum's time as a share of each peer's.
  Map<String, Double> ratios() {
    Map<String, Double> ratios = new LinkedHashMap<>();
    if (linumSeconds != null) {
      peers.forEach((peer, seconds) -> ratios.put(peer, linumSeconds / seconds));
    }
    return ratios;
  }

  /// Whether Linum is as fast as it has to be; null if there is no goal, or nothing to compare
  /// with.
  @Nullable Boolean met() {
    boolean comparable = goal.shares().keySet().stream().anyMatch(peers::containsKey);
    if (linumSeconds == null || !(comparable || goalSeconds != null)) {
      return null;
    }
    return goal.met(linumSeconds, peers) && (goalSeconds == null || linumSeconds <= goalSeconds);
  }
}
