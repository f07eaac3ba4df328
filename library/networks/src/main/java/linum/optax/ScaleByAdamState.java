package linum.optax;

import linum.core.Array;

/// The state of Adam and some of its variants.
///
/// @param count the number of steps
/// @param mu the mean of the gradients
/// @param nu the mean of their squares
public record ScaleByAdamState(Array count, Object mu, Object nu) {

  static ScaleByAdamState zeros(Object params) {
    return new ScaleByAdamState(
        Counts.zero(), OptaxTree.zerosLike(params), OptaxTree.zerosLike(params));
  }
}
