package linum.nn;

import linum.core.Array;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;

/// See [Initializer#constant]. It is made there only, so that the interface is always initialized
/// before this.
record Constant(double value) implements Initializer {
  @Override
  public Array apply(Array key, Dims shape, DType dtype) {
    return Ops.full(new Aval(dtype, shape), value);
  }

  @Override
  public String toString() {
    return value == 0 ? "ZEROS" : value == 1 ? "ONES" : "constant(" + value + ")";
  }
}
