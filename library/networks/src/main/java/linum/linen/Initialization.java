package linum.linen;

import linum.random.PrngKey;

/// How a value is made at first from a random key.
///
/// @param <T> an array or another tree
@FunctionalInterface
public interface Initialization<T> {
  T apply(PrngKey key);
}
