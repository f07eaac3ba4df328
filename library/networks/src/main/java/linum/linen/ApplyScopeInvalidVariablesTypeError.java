package linum.linen;

/// What was passed as variables is not a map of collections.
///
/// In JAX: `flax.errors.ApplyScopeInvalidVariablesTypeError`.
public final class ApplyScopeInvalidVariablesTypeError extends FlaxError {
  private static final long serialVersionUID = 1;

  ApplyScopeInvalidVariablesTypeError(Object keys) {
    super(
        """
        apply: variables are collections of nested maps, as {params: {…}}, but here the values of %s are arrays.
        If these are parameters, pass Variables.of("params", params).\
        """
            .formatted(keys));
  }
}
