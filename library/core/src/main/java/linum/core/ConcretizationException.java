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

  /// The error of indexing with a mask whose elements are not known yet.
  ///
  /// In JAX: `NonConcreteBooleanIndexError`.
  static ConcretizationException mask(Tracer mask) {
    return new ConcretizationException(
        ("at: a traced mask of type %s cannot select elements, because how many there are depends on"
                + " its data.\nUse where(mask, x, y), or reductions with over().where(mask).")
            .formatted(mask.aval()));
  }
}
