package linum.linen;

/// A variable was set whose collection is not mutable.
///
/// In JAX: `flax.errors.ModifyScopeVariableError`.
public final class ModifyScopeVariableError extends FlaxError {
  private static final long serialVersionUID = 1;

  ModifyScopeVariableError(String collection, String name, String path, CollectionFilter mutable) {
    super(
        """
        set variable "%s" of collection "%s" at %s: the collection is not mutable; mutable are %s.
        Say so, and keep what comes back: model.apply(variables, x, Mutable.of("%2$s"))\
        """
            .formatted(name, collection, path, mutable));
  }
}
