package linum.optax;

import linum.core.Array;

/// The state of AdaBelief and of AcProp.
///
/// @param count the number of steps
/// @param mu the mean of the gradients
/// @param nu the mean of the squares of what the mean did not foresee
public record ScaleByBeliefState(Array count, Object mu, Object nu) {}
