package linum.linen;

/// The variables have no collection of this name.
///
/// In JAX: `flax.errors.ScopeCollectionNotFound`.
public final class ScopeCollectionNotFound extends FlaxError {
  private static final long serialVersionUID = 1;

  ScopeCollectionNotFound(String collection, String name, String path, Object present) {
    super(
        """
        "%s" of collection "%s" at %s: the variables have no such collection, only %s.
        Pass all that init made; of parameters alone make variables by Variables.of("params", params).\
        """
            .formatted(name, collection, path, present));
  }
}
