package linum.linen;

/// A variable depends on an input of which only the type was given.
///
/// In JAX: `flax.errors.LazyInitError`.
public final class LazyInitError extends FlaxError {
  private static final long serialVersionUID = 1;

  LazyInitError(String path, Object type) {
    super(
        """
        lazyInit: variable "%s" (%s) depends on the values of an input of which only the type was given.
        Pass the input itself, or make the variable from its shape and type alone.\
        """
            .formatted(path, type));
  }
}
