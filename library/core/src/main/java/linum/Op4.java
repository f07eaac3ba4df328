package linum;

import linum.core.Array;

/// A function of four arrays that returns one: the type of an untyped lambda with four parameters.
@FunctionalInterface
public interface Op4 extends Fn4<Array, Array, Array, Array, Array> {}
