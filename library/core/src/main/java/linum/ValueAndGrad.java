package linum;

import linum.core.Array;

/// The value of a function and its gradient.
///
/// @param grad a tree like the argument that was differentiated
public record ValueAndGrad<G>(Array value, G grad) {}
