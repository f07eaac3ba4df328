package linum.linen;

/// A module was used in a plain transformation inside a body, which cannot know its variables.
///
/// In JAX: `flax.errors.JaxTransformError`.
public final class JaxTransformError extends FlaxError {
  private static final long serialVersionUID = 1;

  JaxTransformError(String operation, String path) {
    super(
        """
        %s at %s: the body is inside a plain transformation (jit, grad, vmap, scan, …) that was begun \
        within the model, and cannot pass the variables of the model through.
        Use the transformation of modules instead, as Linen.jit, Linen.vmap, Linen.scan; or apply the \
        whole model inside of the transformation: jit(v -> model.apply(v, x)).\
        """
            .formatted(operation, path));
  }
}
