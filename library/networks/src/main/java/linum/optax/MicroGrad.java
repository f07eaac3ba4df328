package linum.optax;

import linum.core.Array;
import org.jspecify.annotations.Nullable;

/// What [Microbatching#microGrad] gives.
///
/// In JAX: a pair of the gradients and `IndividualOutputs(values, metrics, aux)`.
///
/// @param grad the transformed gradients of all examples, put together
/// @param values the value of the function, one an example
/// @param metrics what is measured of the gradients, one an example; null if nothing is
/// @param aux what the function gives beside its value, one an example; null if nothing
public record MicroGrad<G, M extends @Nullable Object, X extends @Nullable Object>(
    G grad, Array values, M metrics, X aux) {}
