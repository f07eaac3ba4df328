package linum;

import linum.core.Array;

/// The value of a function, what it returned beside it, and its gradient.
///
/// @param grad a tree like the argument that was differentiated
public record ValueAuxGrad<X, G>(Array value, X aux, G grad) {}
