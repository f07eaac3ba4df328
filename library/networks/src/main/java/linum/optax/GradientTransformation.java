package linum.optax;

import linum.checkpoint.NoState;
import org.jspecify.annotations.Nullable;

/// An optimizer, or a part of one: it turns gradients into updates and carries a state.
///
/// Both functions are pure, and states are trees of arrays: `jit`, `vmap` and `scan` take them, and
/// checkpoints store them.
///
/// ```java
/// var tx = adam(1e-3);
/// var state = tx.init(params);
/// var u = tx.update(grads, state, params);
/// params = applyUpdates(params, u.updates());
/// state = u.state();
/// ```
///
/// In JAX: `optax.GradientTransformationExtraArgs`, which every transformation is here; what one
/// does not need it ignores.
@NoState
public interface GradientTransformation {

  /// The state before the first step.
  ///
  /// @param params the parameters, any tree of arrays
  Object init(Object params);

  /// One step.
  ///
  /// @param updates the gradients, or what the transformation before this one made of them
  /// @param state what `init` or the step before gave
  /// @param params the parameters that the gradients were taken of; null where no one needs them
  /// @param extraArgs what only some transformations need, such as the value of the loss
  /// @throws IllegalArgumentException if the trees do not fit each other, or if something that the
  ///   transformation needs was not given
  <P> Update<P> update(P updates, Object state, @Nullable P params, ExtraArgs extraArgs);

  /// One step, without extra arguments.
  default <P> Update<P> update(P updates, Object state, P params) {
    return update(updates, state, params, ExtraArgs.NONE);
  }

  /// One step of transformations that do not need the parameters.
  default <P> Update<P> update(P updates, Object state) {
    return update(updates, state, null, ExtraArgs.NONE);
  }
}
