package linum.training;

import java.util.LinkedHashMap;
import java.util.Map;
import linum.checkpoint.Serialization;

/// Tells when a metric, of which less is better, has stopped to improve.
///
/// ```java
/// var early = new EarlyStopping().minDelta(1e-3).patience(2);
/// for (int epoch = 0; epoch < 100 && !early.shouldStop(); epoch++) {
///   early = early.update(train(epoch));
/// }
/// ```
///
/// Its numbers are of the host: use it outside of `jit`. In JAX:
/// `flax.training.early_stopping.EarlyStopping`, whose state is saved under the same names.
///
/// @param minDelta by more than this the metric has to become less (0)
/// @param patience how many updates without improvement are borne (0)
/// @param bestMetric the least metric so far (infinite)
/// @param patienceCount updates since the last improvement
/// @param shouldStop whether the patience came to its end
/// @param hasImproved whether the last update was an improvement
public record EarlyStopping(
    double minDelta,
    int patience,
    double bestMetric,
    int patienceCount,
    boolean shouldStop,
    boolean hasImproved) {

  static {
    Serialization.registerSerializationState(
        EarlyStopping.class, EarlyStopping::toStateDict, EarlyStopping::fromStateDict);
  }

  public EarlyStopping() {
    this(0, 0, Double.POSITIVE_INFINITY, 0, false, false);
  }

  /// This with another `minDelta`.
  public EarlyStopping minDelta(double value) {
    return new EarlyStopping(value, patience, bestMetric, patienceCount, shouldStop, hasImproved);
  }

  /// This with another `patience`.
  public EarlyStopping patience(int value) {
    return new EarlyStopping(minDelta, value, bestMetric, patienceCount, shouldStop, hasImproved);
  }

  /// This as it was before the first update.
  public EarlyStopping reset() {
    return new EarlyStopping().minDelta(minDelta).patience(patience);
  }

  /// This after one more value of the metric.
  public EarlyStopping update(double metric) {
    return Double.isInfinite(bestMetric) || bestMetric - metric > minDelta
        ? new EarlyStopping(minDelta, patience, metric, 0, shouldStop, true)
        : new EarlyStopping(
            minDelta,
            patience,
            bestMetric,
            patienceCount + 1,
            shouldStop || patienceCount >= patience,
            false);
  }

  private Map<String, Object> toStateDict() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("min_delta", minDelta);
    state.put("patience", patience);
    state.put("best_metric", bestMetric);
    state.put("patience_count", patienceCount);
    state.put("should_stop", shouldStop);
    state.put("has_improved", hasImproved);
    return state;
  }

  // The types are those of the state above, in whose likeness a saved one is restored.
  private static EarlyStopping fromStateDict(EarlyStopping target, Map<String, ?> state) {
    return state.get("min_delta") instanceof Double minDelta
            && state.get("patience") instanceof Integer patience
            && state.get("best_metric") instanceof Double best
            && state.get("patience_count") instanceof Integer count
            && state.get("should_stop") instanceof Boolean stop
            && state.get("has_improved") instanceof Boolean improved
        ? new EarlyStopping(minDelta, patience, best, count, stop, improved)
        : target;
  }
}
