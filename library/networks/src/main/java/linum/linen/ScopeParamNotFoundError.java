package linum.linen;

/// The variables have no parameter of this name at this place of the model.
///
/// In JAX: `flax.errors.ScopeParamNotFoundError`.
public final class ScopeParamNotFoundError extends FlaxError {
  private static final long serialVersionUID = 1;

  ScopeParamNotFoundError(String name, String path, Object present) {
    super(
        """
        param "%s" at %s: the variables have %s there.
        Were they made by init of this model, with the same configuration? \
        Compare: variables.validate(model.init(key(0), x))\
        """
            .formatted(name, path, present));
  }
}
