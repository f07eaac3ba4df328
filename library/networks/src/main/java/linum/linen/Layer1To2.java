package linum.linen;

import linum.core.Array;

/// A layer that takes an array, or an array and one thing more: `norm.apply(x, mask)`.
///
/// Transformations take it for what it is, so that the result can be called in both ways.
///
/// @param <B> what it may take besides
public interface Layer1To2<B> extends Layer, Layer2<Array, B, Array> {
  /// This layer under a name of its own, in place of the automatic one.
  @Override
  default Layer1To2<B> named(String name) {
    return new Named1To2<>(this, name);
  }
}
