package linum.linen;

/// The body of a transformed module returned a module or a variable, which do not live on outside.
///
/// In JAX: `flax.errors.TransformedMethodReturnValueError`.
public final class TransformedMethodReturnValueError extends FlaxError {
  private static final long serialVersionUID = 1;

  TransformedMethodReturnValueError(String transform, String path, String type) {
    super(
        """
        %s at %s: the body returned %s, which belongs to this run of the body.
        Return arrays, or trees of arrays: variable.value().\
        """
            .formatted(transform, path, type));
  }
}
