package linum.optax;

import linum.core.Array;

/// What [Optax#ctcLossWithForwardProbs] gives.
///
/// @param loss the loss of every sequence, `[batch]`
/// @param logAlphaBlank logarithms of forward probabilities of a blank after each label, `[time,
///   batch, labels + 1]`
/// @param logAlphaEmit those of each label, `[time, batch, labels]`
public record CtcProbabilities(Array loss, Array logAlphaBlank, Array logAlphaEmit) {}
