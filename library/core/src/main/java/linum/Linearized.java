package linum;

import java.util.function.Function;

/// The value of a function, and its derivative there as a linear function of tangents.
///
/// In JAX: the pair that `jax.linearize` returns.
///
/// @param derivative may be called any number of times; the function itself has run once
public record Linearized<R, A>(R value, Function<A, R> derivative) {}
