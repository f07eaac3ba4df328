package linum;

import linum.core.Array;

/// A function of three arrays that returns one: the type of an untyped lambda with three
/// parameters.
@FunctionalInterface
public interface Op3 {
  Array apply(Array x, Array y, Array z);
}
