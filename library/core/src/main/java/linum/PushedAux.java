package linum;

/// The value of a function, its derivative in a direction, and what the function returned beside
/// its value.
///
/// In JAX: the three that `jax.jvp(f, x, dx, has_aux=True)` returns.
///
/// @param tangent a tree like the value; of type `float0` where the value is no floating array
public record PushedAux<R, X>(R value, R tangent, X aux) {}
