package linum.linen;

/// A parameter does not have the shape that the model asks for.
///
/// In JAX: `flax.errors.ScopeParamShapeError`.
public final class ScopeParamShapeError extends FlaxError {
  private static final long serialVersionUID = 1;

  ScopeParamShapeError(String name, String path, Object found, Object wanted) {
    super(
        """
        param "%s" at %s: the variables have shape %s, but the model asks for %s.
        Either the input has another shape than the one at init, or the model another configuration, \
        or two branches share an automatic name: make the parts before the branches with part(…).\
        """
            .formatted(name, path, found, wanted));
  }
}
