package linum.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import linum.core.Array;
import org.jspecify.annotations.Nullable;

/// What is saved beside a tree, and whether in any case.
///
/// ```java
/// manager.save(step, state, new SaveArgs().metrics(Map.of("loss", loss)).force(true));
/// ```
///
/// @param metrics numbers or scalar arrays by name, which make a checkpoint better than others
/// @param customMetadata text by name
/// @param force whether the step is saved although [CheckpointManager#shouldSave] says no
public record SaveArgs(
    @Nullable Map<String, ?> metrics, @Nullable Map<String, String> customMetadata, boolean force) {

  public SaveArgs() {
    this(null, null, false);
  }

  /// These with other metrics.
  public SaveArgs metrics(Map<String, ?> value) {
    return new SaveArgs(value, customMetadata, force);
  }

  /// These with other metadata.
  public SaveArgs customMetadata(Map<String, String> value) {
    return new SaveArgs(metrics, value, force);
  }

  /// These with another `force`.
  public SaveArgs force(boolean value) {
    return new SaveArgs(metrics, customMetadata, value);
  }

  @Nullable Map<String, Double> numbers() {
    if (metrics == null) {
      return null;
    }
    Map<String, Double> numbers = new LinkedHashMap<>();
    metrics.forEach((name, x) -> numbers.put(name, number(name, x)));
    return Collections.unmodifiableMap(numbers);
  }

  private static double number(String name, Object x) {
    return switch (x) {
      case Number n -> n.doubleValue();
      case Array a when a.size() == 1 -> a.item();
      case Array a ->
          throw new IllegalArgumentException(
              "save: the metric '%s' is an array of type %s, not a number\nReduce it: x.mean()."
                  .formatted(name, a.aval()));
      default ->
          throw new IllegalArgumentException(
              "save: the metric '%s' is a %s, not a number"
                  .formatted(name, x.getClass().getSimpleName()));
    };
  }
}
