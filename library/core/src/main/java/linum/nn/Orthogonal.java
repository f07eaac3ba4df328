package linum.nn;

import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import linum.random.Random;

/// An initializer of matrices with orthonormal rows or columns, whichever are fewer, times `scale`
/// (Saxe, McClelland and Ganguli, 2014).
///
/// In JAX: `orthogonal`. As there, the key draws a normal matrix, of which the orthogonal factor
/// with a positive diagonal is taken.
///
/// @param columnAxis the axis that counts the columns; all others together count the rows
public record Orthogonal(double scale, int columnAxis) implements Initializer {

  @Override
  public Array apply(Array key, Dims shape, DType dtype) {
    if (shape.rank() < 2) {
      throw new IllegalArgumentException(
          "orthogonal needs a shape of at least two axes, but got " + shape);
    }
    int axis = columnAxis < 0 ? columnAxis + shape.rank() : columnAxis;
    int columns = shape.get(axis);
    int rows = Math.toIntExact(shape.size() / columns);
    Array q = Random.orthogonal(key, rows, Dims.NONE, dtype, columns);
    Dims rest = shape.without(axis);
    Array last = Ops.reshape(q, rest.concat(Dims.of(columns)));
    Dims back = Dims.range(rest.rank()).insert(axis, rest.rank());
    return Ops.mul(Ops.scalar(scale, dtype), Ops.transpose(last, back));
  }

  @Override
  public String toString() {
    return scale == 1 && columnAxis == -1
        ? "orthogonal()"
        : "orthogonal(%s, %d)".formatted(scale, columnAxis);
  }
}
