package linum;

/// The value of a function and its derivative in a direction.
///
/// In JAX: the pair that `jax.jvp` returns.
///
/// @param tangent a tree like the value; of type `float0` where the value is no floating array
public record Pushed<R>(R value, R tangent) {}
