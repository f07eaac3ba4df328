package linum.linen;

/// The variables have no such variable at this place of the model, and it cannot be made here.
///
/// In JAX: `flax.errors.ScopeVariableNotFoundError`.
public final class ScopeVariableNotFoundError extends FlaxError {
  private static final long serialVersionUID = 1;

  ScopeVariableNotFoundError(String name, String collection, String path, Object present) {
    super(
        """
        variable "%s" of collection "%s" at %s: the variables have %s there.
        Pass all that init made, or let apply make it: model.apply(variables, x, Mutable.of("%2$s"))\
        """
            .formatted(name, collection, path, present));
  }
}
