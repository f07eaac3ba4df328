package linum.linen;

import java.util.List;

/// Whose outputs are kept in the collection `intermediates`.
///
/// In JAX: the function passed as `capture_intermediates=`.
@FunctionalInterface
public interface CaptureFilter {
  /// No module's.
  CaptureFilter NONE = (_, _) -> false;

  /// Every module's.
  CaptureFilter ALL = (_, _) -> true;

  /// Whether the output of a module is kept.
  ///
  /// @param module the module that has run
  /// @param path where it is in the model
  boolean captures(LinenModule module, List<String> path);
}
