package linum.checkpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Which checkpoints are good, and which have to go.
///
/// @param metrics the metrics of each step, `null` where there are none
record Retention(
    CheckpointManagerOptions options, TreeMap<Long, @Nullable Map<String, Double>> metrics) {

  /// The steps that are not kept, in order.
  List<Long> toRemove() {
    Integer max = options.maxToKeep();
    if (max == null || metrics.size() <= max) {
      return List.of();
    }
    List<Long> ranked = options.bestFn() == null ? List.copyOf(metrics.keySet()) : ranked();
    Set<Long> kept = new HashSet<>(ranked.subList(Math.max(0, ranked.size() - max), ranked.size()));
    return metrics.keySet().stream()
        .filter(step -> !kept.contains(step) && !isKeptAnyway(step))
        .toList();
  }

  private boolean isKeptAnyway(long step) {
    Long period = options.keepPeriod();
    return (period != null && step % period == 0)
        || (options.bestFn() != null
            && options.keepCheckpointsWithoutMetrics()
            && metrics.get(step) == null);
  }

  /// The steps that have metrics, the best one last; of equal ones, the latest.
  List<Long> ranked() {
    ToDoubleFunction<? super Map<String, Double>> best = options.bestFn();
    Map<Long, Double> scores = new TreeMap<>();
    metrics.forEach((step, m) -> {
      if (m != null && best != null) {
        scores.put(step, score(best.applyAsDouble(m)));
      }
    });
    List<Long> steps = new ArrayList<>(scores.keySet());
    steps.sort(Comparator.comparing(scores::get));
    return steps;
  }

  // A number that is none is worse than any.
  private double score(double x) {
    double signed = options.bestMode() == BestMode.MIN ? -x : x;
    return Double.isNaN(x) ? Double.NEGATIVE_INFINITY : signed;
  }
}
