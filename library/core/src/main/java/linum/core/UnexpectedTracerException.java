package linum.core;

/// A traced array was used after its transformation had ended.
///
/// In JAX: `UnexpectedTracerError`.
public final class UnexpectedTracerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnexpectedTracerException(Tracer tracer) {
    super(tracer.unexpected());
  }
}
