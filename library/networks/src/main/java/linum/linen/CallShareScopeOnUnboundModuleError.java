package linum.linen;

/// Modules were to share a place in a model while no model was running.
///
/// In JAX: `flax.errors.CallShareScopeOnUnboundModuleError`.
public final class CallShareScopeOnUnboundModuleError extends FlaxError {
  private static final long serialVersionUID = 1;

  CallShareScopeOnUnboundModuleError(String module) {
    super(
        """
        shareScope: no model is running, so %s has no place that could be shared.
        Call it in the body of a module: Linen.shareScope(this, child).\
        """
            .formatted(module));
  }
}
