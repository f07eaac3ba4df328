package linum.layers;

import linum.core.Array;

/// What an LSTM remembers.
///
/// In JAX: the pair `(c, h)`.
///
/// @param c the memory cell
/// @param h the hidden state, which is also the output
public record LstmCarry(Array c, Array h) {}
