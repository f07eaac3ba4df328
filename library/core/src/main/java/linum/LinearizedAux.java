package linum;

import java.util.function.Function;

/// The value of a function, its derivative there as a linear function of tangents, and what the
/// function returned beside its value.
///
/// In JAX: the three that `jax.linearize(f, x, has_aux=True)` returns.
///
/// @param derivative may be called any number of times; the function itself has run once
public record LinearizedAux<R, A, X>(R value, Function<A, R> derivative, X aux) {}
