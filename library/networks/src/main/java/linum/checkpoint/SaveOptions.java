package linum.checkpoint;

import org.jspecify.annotations.Nullable;

/// How [Checkpoints#saveCheckpoint] names files and which it keeps.
///
/// ```java
/// saveCheckpoint(folder, state, 100, new SaveOptions().prefix("my_model").overwrite(true));
/// ```
///
/// @param prefix what stands before the step in the name of a file (`checkpoint_`)
/// @param keep how many of the latest files are kept (1)
/// @param overwrite whether files of this step and later ones may be replaced and removed (false)
/// @param keepEveryNSteps files that are this many steps apart are kept, too (none)
public record SaveOptions(
    String prefix, int keep, boolean overwrite, @Nullable Integer keepEveryNSteps) {

  static final String PREFIX = "checkpoint_";

  public SaveOptions {
    if (prefix.isEmpty() || prefix.contains("/") || prefix.contains("\\")) {
      throw new IllegalArgumentException(
          "prefix must be the beginning of a file's name, got '%s'".formatted(prefix));
    }
    if (keep < 1) {
      throw new IllegalArgumentException("keep must be at least 1, got " + keep);
    }
  }

  public SaveOptions() {
    this(PREFIX, 1, false, null);
  }

  /// These options with another prefix.
  public SaveOptions prefix(String value) {
    return new SaveOptions(value, keep, overwrite, keepEveryNSteps);
  }

  /// These options with another number of files that are kept.
  public SaveOptions keep(int value) {
    return new SaveOptions(prefix, value, overwrite, keepEveryNSteps);
  }

  /// These options with another `overwrite`.
  public SaveOptions overwrite(boolean value) {
    return new SaveOptions(prefix, keep, value, keepEveryNSteps);
  }

  /// These options with another distance of files that are kept.
  public SaveOptions keepEveryNSteps(int value) {
    return new SaveOptions(prefix, keep, overwrite, value);
  }
}
