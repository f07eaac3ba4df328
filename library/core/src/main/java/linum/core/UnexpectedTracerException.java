package linum.core;

/// A traced array was used after its transformation had ended.
///
/// In JAX: `UnexpectedTracerError`.
public final class UnexpectedTracerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnexpectedTracerException(Tracer tracer) {
    super(
        ("a traced array of type %s was used after its transformation had ended."
                + "\nA function given to jit, grad or vmap must return its results;"
                + " do not keep them in a field, a list or a variable outside.")
            .formatted(tracer.aval()));
  }
}
