package linum.transform;

import linum.core.Tracer;
import linum.ir.Aval;
import linum.ir.DType;
import org.jspecify.annotations.Nullable;

/// An array of which there is only the type: what `evalShape` returns, and what can be given in
/// place of an array where only the type matters.
///
/// In JAX: `jax.ShapeDtypeStruct`.
public final class ShapeDtypeStruct extends Tracer {
  private final Aval aval;

  public ShapeDtypeStruct(Aval aval) {
    super(Nowhere.INSTANCE);
    this.aval = aval;
  }

  public ShapeDtypeStruct(DType dtype, int... shape) {
    this(Aval.of(dtype, shape));
  }

  @Override
  public Aval aval() {
    return aval;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof ShapeDtypeStruct s && aval.equals(s.aval);
  }

  @Override
  public int hashCode() {
    return aval.hashCode();
  }

  @Override
  public String toString() {
    return "ShapeDtypeStruct(shape=%s, dtype=%s%s)"
        .formatted(aval.shape(), aval.dtype(), aval.weak() ? ", weak_type=True" : "");
  }
}
