package linum.bench.steps;

import linum.core.Array;

/// Examples and what is to be said about them.
record Batch(Array x, Array y) {}
