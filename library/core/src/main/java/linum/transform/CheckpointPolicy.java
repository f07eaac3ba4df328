package linum.transform;

import linum.ir.Eqn;
import linum.ir.Rule;

/// Which values a `checkpoint` keeps for the backward pass; all others are computed again.
///
/// In JAX: the functions in `jax.checkpoint_policies`; here [CheckpointPolicies].
public interface CheckpointPolicy extends Rule {
  /// Whether the outputs of an equation are kept.
  boolean saves(Eqn eqn);
}
