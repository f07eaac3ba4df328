package linum.core;

import org.jspecify.annotations.Nullable;

/// What one step of a `scan` gives, and what the whole loop gives: the carry, which the next step
/// takes, and an output, which the loop stacks along a new leading axis.
///
/// In JAX: the pair that the function of `lax.scan` returns.
///
/// @param ys null if there is none
public record Scan<C, Y extends @Nullable Object>(C carry, Y ys) {}
