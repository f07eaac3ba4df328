package linum.optax;

/// The sums of gradients that were clipped array by array.
///
/// @param sum a tree of the gradients without their leading axis
/// @param numClipped how many examples were clipped, for every array
public record ClippedLayers<P>(P sum, P numClipped) {}
