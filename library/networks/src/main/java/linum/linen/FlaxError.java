package linum.linen;

/// What modules, scopes and variables complain about: one subclass for each kind of mistake, under
/// the name that Flax gives it.
///
/// The text says what was being done and where in the model, what does not fit, and the way out. In
/// JAX: `flax.errors.FlaxError`.
public class FlaxError extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message what was being done, both sides of what is wrong, the way out
  public FlaxError(String message) {
    super(message);
  }

  /// @param cause what was thrown first
  public FlaxError(String message, Throwable cause) {
    super(message, cause);
  }
}
