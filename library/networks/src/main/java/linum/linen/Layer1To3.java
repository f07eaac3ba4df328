package linum.linen;

import linum.core.Array;

/// A layer that takes an array, or an array and one or two things more: `norm.apply(x, train)`.
///
/// Transformations take it for what it is, so that the result can be called in all three ways.
///
/// @param <B> what it may take besides
/// @param <C> what it may take after that
public interface Layer1To3<B, C> extends Layer1To2<B>, Layer3<Array, B, C, Array> {
  /// This layer under a name of its own, in place of the automatic one.
  @Override
  default Layer1To3<B, C> named(String name) {
    return new Named1To3<>(this, name);
  }
}
