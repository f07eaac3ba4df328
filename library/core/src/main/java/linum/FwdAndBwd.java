package linum;

import java.util.function.BiFunction;
import linum.transform.Residuals;

/// The forward and the backward pass of a function, both compiled.
///
/// In JAX: the pair that `jax.fwd_and_bwd` returns.
///
/// @param fwd takes what the function takes, and gives its value and what the backward pass needs
/// @param bwd takes that and a cotangent of the value
public record FwdAndBwd<F, R, G>(F fwd, BiFunction<Residuals, R, G> bwd) {}
