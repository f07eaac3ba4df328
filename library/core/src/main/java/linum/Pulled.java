package linum;

import java.util.function.Function;

/// The value of a function, and how cotangents of it are pulled back to the argument.
///
/// In JAX: the pair that `jax.vjp` returns.
///
/// @param pullback may be called any number of times; the function itself has run once
public record Pulled<R, A>(R value, Function<R, A> pullback) {}
