/// Functions for neural networks, and how their parameters begin. In JAX: `jax.nn`.
///
/// [linum.nn.Nn] holds activation functions, softmax and attention, [linum.nn.Initializer] the
/// distributions of initial weights.
@NullMarked
package linum.nn;

import org.jspecify.annotations.NullMarked;
