package linum.core;

import java.util.List;
import linum.ir.Contraction.DotGeneral;
import linum.ir.DType;
import linum.ir.Dims;
import org.jspecify.annotations.Nullable;

/// Products of vectors, matrices and stacks of matrices.
public final class Products {
  private Products() {}

  /// As NumPy's `@`: stacks of matrices are broadcast, vectors are rows at the left and columns at
  /// the right.
  public static Array matmul(Array x, Array y) {
    if (x.ndim() == 0 || y.ndim() == 0) {
      throw new IllegalArgumentException(
          "matmul: operands need at least one axis, got %s and %s\nMultiply by a scalar with mul"
              .formatted(x.aval(), y.aval()));
    }
    int left = x.ndim() == 1 ? 0 : x.ndim() - 1;
    int right = y.ndim() == 1 ? 0 : y.ndim() - 2;
    requireSize("matmul", x, left, y, right);
    List<Array> in = Arithmetic.converted(Arithmetic.Promote.ANY, x, y);
    if ((x.ndim() <= 2 && y.ndim() <= 2) || y.ndim() == 1 || x.ndim() == 1) {
      return flat(in.get(0), left, in.get(1), right);
    }
    return batched(in.get(0), in.get(1));
  }

  static void requireSize(String name, Array x, int left, Array y, int right) {
    if (x.shape(left) != y.shape(right)) {
      throw new IllegalArgumentException(
          "%s: axis %d of %s has size %d, but axis %d of %s has size %d"
              .formatted(name, left, x.aval(), x.shape(left), right, y.aval(), y.shape(right)));
    }
  }

  private static Array flat(Array x, int left, Array y, int right) {
    Array out = contract(x, Dims.of(left), Dims.NONE, y, Dims.of(right), Dims.NONE);
    // A vector from the left leaves the batch axes of y before its columns already.
    return out;
  }

  private static Array batched(Array x, Array y) {
    Dims xb = x.shape().slice(0, x.ndim() - 2);
    Dims yb = y.shape().slice(0, y.ndim() - 2);
    if (yb.size() == 1 && yb.rank() <= xb.rank()) {
      Array matrix = Ops.reshape(y, y.shape().slice(y.ndim() - 2, y.ndim()));
      return contract(x, Dims.of(x.ndim() - 1), Dims.NONE, matrix, Dims.of(0), Dims.NONE);
    }
    Dims batch =
        Broadcasting.shape("matmul", List.of(x.aval().withShape(xb), y.aval().withShape(yb)));
    Array bx = Ops.broadcast(x, batch.concat(x.shape().slice(x.ndim() - 2, x.ndim())));
    Array by = Ops.broadcast(y, batch.concat(y.shape().slice(y.ndim() - 2, y.ndim())));
    int n = batch.rank();
    return contract(bx, Dims.of(n + 1), Dims.range(n), by, Dims.of(n), Dims.range(n));
  }

  /// As NumPy's `dot`: the last axis of `x` with the last but one of `y`, no broadcasting.
  public static Array dot(Array x, Array y) {
    if (x.ndim() == 0 || y.ndim() == 0) {
      return x.mul(y);
    }
    int left = x.ndim() - 1;
    int right = Math.max(0, y.ndim() - 2);
    requireSize("dot", x, left, y, right);
    List<Array> in = Arithmetic.converted(Arithmetic.Promote.ANY, x, y);
    return contract(in.get(0), Dims.of(left), Dims.NONE, in.get(1), Dims.of(right), Dims.NONE);
  }

  /// A contraction of operands of one type.
  public static Array contract(
      Array x, Dims xContracting, Dims xBatch, Array y, Dims yContracting, Dims yBatch) {
    return contract(x, xContracting, xBatch, y, yContracting, yBatch, null);
  }

  /// A contraction whose sums are of the given type.
  public static Array contract(
      Array x,
      Dims xContracting,
      Dims xBatch,
      Array y,
      Dims yContracting,
      Dims yBatch,
      @Nullable DType preferred) {
    DType type = preferred == null ? x.dtype() : preferred;
    return Ops.dot(new DotGeneral(xContracting, yContracting, xBatch, yBatch, null, type), x, y);
  }
}
