package linum.linen;

/// What a model returned, and variables.
///
/// @param value the output
/// @param variables after `apply`: the mutable collections as the model left them; after
///   `initWithOutput`: all variables. In JAX: the second of the pair
public record Applied<R>(R value, Variables variables) {}
