package linum.xla;

import linum.ir.DType;
import linum.ir.Dims;

/// A value of a module: its name and its type.
record Tensor(String name, TensorType type) {
  DType dtype() {
    return type.dtype();
  }

  Dims shape() {
    return type.shape();
  }

  int rank() {
    return type.rank();
  }
}
