package linum.optax;

import linum.core.Array;

/// The sum of clipped gradients.
///
/// @param sum a tree of the gradients without their leading axis
/// @param numClipped how many examples were clipped, an integer scalar
public record Clipped<P>(P sum, Array numClipped) {}
