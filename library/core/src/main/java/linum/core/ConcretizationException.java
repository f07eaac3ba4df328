package linum.core;

/// A traced array was used where its data is needed.
///
/// In JAX: `ConcretizationTypeError` and its kin.
public final class ConcretizationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConcretizationException(String message) {
    super(message);
  }

  /// The error of reading the data of `x` on the host.
  static ConcretizationException of(String operation, Tracer x) {
    return new ConcretizationException(
        ("%s: a traced array of type %s has no data while its function is transformed."
                + "\nReturn it and read the result outside of jit, grad or vmap,"
                + " or print it with debugPrint(\"{}\", x).")
            .formatted(operation, x.aval()));
  }
}
