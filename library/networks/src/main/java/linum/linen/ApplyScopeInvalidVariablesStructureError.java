package linum.linen;

/// The parameters contain "params" once more: variables were put where parameters belong.
///
/// In JAX: `flax.errors.ApplyScopeInvalidVariablesStructureError`.
public final class ApplyScopeInvalidVariablesStructureError extends FlaxError {
  private static final long serialVersionUID = 1;

  ApplyScopeInvalidVariablesStructureError(Object keys) {
    super(
        """
        apply: the collection "params" contains "params" again, beside %s.
        Pass the variables themselves, not Variables.of("params", variables).\
        """
            .formatted(keys));
  }
}
