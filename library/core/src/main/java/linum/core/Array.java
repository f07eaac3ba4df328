package linum.core;

import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;

/// An immutable array of numbers: one with data, or one that a transformation looks at.
///
/// In JAX: `jax.Array`.
public sealed interface Array permits ConcreteArray, Tracer {
  Aval aval();

  default DType dtype() {
    return aval().dtype();
  }

  default Dims shape() {
    return aval().shape();
  }

  /// The size of one axis; negative axes count from the end.
  default int shape(int axis) {
    return shape().get(axis);
  }

  default int ndim() {
    return aval().rank();
  }

  default long size() {
    return aval().size();
  }
}
