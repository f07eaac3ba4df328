package linum.checkpoint;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.ToDoubleFunction;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// When a [CheckpointManager] saves, what it keeps, and how its folders are named.
///
/// ```java
/// new CheckpointManagerOptions().saveIntervalSteps(100).maxToKeep(3)
///     .bestFn(m -> m.get("accuracy"));
/// ```
///
/// @param saveIntervalSteps steps that are multiples of it are saved (1)
/// @param saveOnSteps steps that are saved besides (none)
/// @param shouldSaveFn decides alone which steps are saved, if it is there
/// @param maxToKeep how many checkpoints are kept: the latest, or the best if there is a `bestFn`
///   (all)
/// @param keepPeriod steps that are multiples of it are kept in any case (none)
/// @param bestFn what makes a checkpoint good: a number from its metrics
/// @param bestMode whether a large number is good, or a small one (large)
/// @param keepCheckpointsWithoutMetrics whether those are kept in any case, if there is a `bestFn`
///   (true)
/// @param stepPrefix what stands before the step in the name of a folder: `step_7` (nothing)
/// @param stepFormatFixedLength how many digits the step has in the name, filled with zeros
/// @param create whether the folder is made if it is not there (true)
/// @param readOnly whether nothing is saved or removed (false)
/// @param enableAsyncCheckpointing whether files are written in the background (true)
public record CheckpointManagerOptions(
    long saveIntervalSteps,
    Set<Long> saveOnSteps,
    @Nullable LongPredicate shouldSaveFn,
    @Nullable Integer maxToKeep,
    @Nullable Long keepPeriod,
    @Nullable ToDoubleFunction<? super Map<String, Double>> bestFn,
    BestMode bestMode,
    boolean keepCheckpointsWithoutMetrics,
    @Nullable String stepPrefix,
    @Nullable Integer stepFormatFixedLength,
    boolean create,
    boolean readOnly,
    boolean enableAsyncCheckpointing) {

  public CheckpointManagerOptions {
    saveOnSteps = Set.copyOf(saveOnSteps);
    check("saveIntervalSteps", saveIntervalSteps, 1);
    check("maxToKeep", maxToKeep, 0);
    check("keepPeriod", keepPeriod, 1);
    check("stepFormatFixedLength", stepFormatFixedLength, 1);
    if (stepPrefix != null && !stepPrefix.matches("[A-Za-z][A-Za-z0-9_-]*")) {
      throw new IllegalArgumentException(
          "stepPrefix must be a name of letters, digits, '_' and '-', got '%s'"
              .formatted(stepPrefix));
    }
  }

  public CheckpointManagerOptions() {
    this(1, Set.of(), null, null, null, null, BestMode.MAX, true, null, null, true, false, true);
  }

  private static void check(String name, @Nullable Number value, long least) {
    if (value != null && value.longValue() < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, got %s".formatted(name, least, value));
    }
  }

  /// Whether a step is worth saving, where the newest checkpoint is of step `latest`.
  boolean shouldSave(long step, OptionalLong latest) {
    if (readOnly || (latest.isPresent() && latest.getAsLong() >= step)) {
      return false;
    }
    return shouldSaveFn != null
        ? shouldSaveFn.test(step)
        : step % saveIntervalSteps == 0 || saveOnSteps.contains(step) || latest.isEmpty();
  }

  /// These options with another `saveIntervalSteps`.
  public CheckpointManagerOptions saveIntervalSteps(long value) {
    return with("saveIntervalSteps", value);
  }

  /// These options with another `saveOnSteps`.
  public CheckpointManagerOptions saveOnSteps(Set<Long> value) {
    return with("saveOnSteps", value);
  }

  /// These options with another `shouldSaveFn`.
  public CheckpointManagerOptions shouldSaveFn(LongPredicate value) {
    return with("shouldSaveFn", value);
  }

  /// These options with another `maxToKeep`.
  public CheckpointManagerOptions maxToKeep(int value) {
    return with("maxToKeep", value);
  }

  /// These options with another `keepPeriod`.
  public CheckpointManagerOptions keepPeriod(long value) {
    return with("keepPeriod", value);
  }

  /// These options with another `bestFn`.
  public CheckpointManagerOptions bestFn(ToDoubleFunction<? super Map<String, Double>> value) {
    return with("bestFn", value);
  }

  /// These options with another `bestMode`.
  public CheckpointManagerOptions bestMode(BestMode value) {
    return with("bestMode", value);
  }

  /// These options with another `keepCheckpointsWithoutMetrics`.
  public CheckpointManagerOptions keepCheckpointsWithoutMetrics(boolean value) {
    return with("keepCheckpointsWithoutMetrics", value);
  }

  /// These options with another `stepPrefix`.
  public CheckpointManagerOptions stepPrefix(String value) {
    return with("stepPrefix", value);
  }

  /// These options with another `stepFormatFixedLength`.
  public CheckpointManagerOptions stepFormatFixedLength(int value) {
    return with("stepFormatFixedLength", value);
  }

  /// These options with another `create`.
  public CheckpointManagerOptions create(boolean value) {
    return with("create", value);
  }

  /// These options with another `readOnly`.
  public CheckpointManagerOptions readOnly(boolean value) {
    return with("readOnly", value);
  }

  /// These options with another `enableAsyncCheckpointing`.
  public CheckpointManagerOptions enableAsyncCheckpointing(boolean value) {
    return with("enableAsyncCheckpointing", value);
  }

  private CheckpointManagerOptions with(String component, @Nullable Object value) {
    return Records.with(this, component, value);
  }
}
