package linum;

import linum.core.Array;

/// A function of three arrays that returns one: the type of an untyped lambda with three
/// parameters.
@FunctionalInterface
public interface Op3 extends Fn3<Array, Array, Array, Array> {}
