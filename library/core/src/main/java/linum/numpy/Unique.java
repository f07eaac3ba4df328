package linum.numpy;

import linum.core.Array;

/// The distinct elements of an array, sorted, and where they are.
///
/// @param values the distinct elements
/// @param indices the first place of each in the flattened array
/// @param inverse for each element of the array the place of its value in `values`
/// @param counts how often each comes
public record Unique(Array values, Array indices, Array inverse, Array counts) {}
