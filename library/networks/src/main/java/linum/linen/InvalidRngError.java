package linum.linen;

/// A random key was asked for that was not given.
///
/// In JAX: `flax.errors.InvalidRngError`.
public final class InvalidRngError extends FlaxError {
  private static final long serialVersionUID = 1;

  InvalidRngError(String message) {
    super(message);
  }
}
