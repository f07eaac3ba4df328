package linum.nnx;

import linum.nnx.NnxStates.State;

/// Where [Captured] is: users write `Nnx.Captured`.
public interface NnxCaptures {

  /// What a call gave, and what modules kept by `sow` while it ran.
  record Captured<R>(R value, State state) {}
}
