package linum.checkpoint;

/// A checkpoint that cannot be saved, because its step or a later one is there already.
///
/// In JAX: `flax.errors.InvalidCheckpointError`, and Orbax's `StepAlreadyExistsError`.
public final class InvalidCheckpointError extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public InvalidCheckpointError(String message) {
    super(message);
  }
}
