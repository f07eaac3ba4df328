package linum;

import linum.core.Array;
import linum.transform.Derivatives;

/// A loss and something beside it that is not differentiated: what a function given to
/// `valueAndGradAux` returns.
///
/// In JAX: the pair that a function returns with `has_aux=True`.
///
/// @param aux a tree
public record WithAux<X>(Array value, X aux) implements Derivatives.Auxiliary {}
