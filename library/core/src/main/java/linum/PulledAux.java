package linum;

import java.util.function.Function;

/// The value of a function, how cotangents of it are pulled back to the argument, and what the
/// function returned beside its value.
///
/// In JAX: the three that `jax.vjp(f, x, has_aux=True)` returns.
///
/// @param pullback may be called any number of times; the function itself has run once
public record PulledAux<R, A, X>(R value, Function<R, A> pullback, X aux) {}
