package linum.optax;

import linum.core.Array;

/// When a transformation is to be applied.
@FunctionalInterface
public interface Condition {

  /// A `bool` scalar.
  ///
  /// @param step the number of steps before this one
  /// @param extraArgs what `update` was given
  Array test(Array step, ExtraArgs extraArgs);
}
