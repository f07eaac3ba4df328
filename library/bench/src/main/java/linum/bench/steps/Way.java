package linum.bench.steps;

import linum.core.Array;

/// Takes one training step, and gives the loss before it.
interface Way {
  Array step();
}
