package linum.linen;

/// Something of a model was used after the model had run.
///
/// In JAX: `flax.errors.InvalidScopeError`.
public final class InvalidScopeError extends FlaxError {
  private static final long serialVersionUID = 1;

  InvalidScopeError(String operation, String path) {
    super(
        """
        %s at %s: this run of the model is over.
        Do not keep variables and parts of a running model; take what comes back from apply, \
        or bind the model: Linen.bind(model, variables).\
        """
            .formatted(operation, path));
  }
}
