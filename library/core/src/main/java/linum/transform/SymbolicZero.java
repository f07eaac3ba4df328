package linum.transform;

import linum.core.Array;
import linum.core.Tracer;
import linum.ir.Aval;

/// A tangent or a cotangent that is known to be zero and has no data: what rules with
/// `symbolicZeros()` are given in place of such, and may return.
///
/// It has a type and stands where an array does; nothing can be computed with it. So a rule can ask
/// `dx instanceof SymbolicZero` and leave out work.
///
/// In JAX: `jax.custom_derivatives.SymbolicZero`.
public final class SymbolicZero extends Tracer {
  private final Aval aval;

  public SymbolicZero(Aval aval) {
    super(Nowhere.INSTANCE);
    this.aval = aval;
  }

  /// The zero among the tangents of `value`: of its type, or `float0` if that is not floating.
  public static SymbolicZero fromPrimalValue(Array value) {
    return new SymbolicZero(value.aval().tangent());
  }

  @Override
  public Aval aval() {
    return aval;
  }

  @Override
  protected String unexpected() {
    return "a symbolic zero of type %s has no data to compute with.".formatted(aval)
        + "\nAsk dx instanceof SymbolicZero first, or make an array of it:"
        + " zeros(dx.shape()).astype(dx.dtype()).";
  }

  @Override
  public String toString() {
    return "SymbolicZero(" + aval + ")";
  }
}
