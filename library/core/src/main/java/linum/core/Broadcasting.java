package linum.core;

import java.util.List;
import linum.ir.Aval;
import linum.ir.Dims;

/// NumPy's broadcasting: shapes are aligned at their last axes, and axes of size 1 stretch.
public final class Broadcasting {
  private Broadcasting() {}

  /// The shape that arrays of the given types have in common.
  ///
  /// @throws IllegalArgumentException naming the operation and the first axis that does not fit
  public static Dims shape(String operation, List<Aval> avals) {
    int rank = avals.stream().mapToInt(Aval::rank).max().orElse(0);
    int[] out = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int size = 1;
      Aval from = avals.getFirst();
      for (Aval a : avals) {
        int s = i <= a.rank() ? a.shape().get(-i) : 1;
        if (s != 1 && size != 1 && s != size) {
          throw new IllegalArgumentException(
              "%s: cannot broadcast %s with %s: axis %d has sizes %d and %d"
                  .formatted(operation, from, a, -i, size, s));
        }
        if (s != 1) {
          if (size == 1) {
            from = a;
          }
          size = s;
        }
      }
      out[rank - i] = size;
    }
    return Dims.of(out);
  }

  /// The shape that the given shapes have in common.
  public static Dims shape(String operation, Dims... shapes) {
    return shape(
        operation, List.of(shapes).stream().map(s -> new Aval(linum.ir.DType.FLOAT32, s)).toList());
  }

  /// `x` stretched to a shape.
  ///
  /// @throws IllegalArgumentException if it does not fit
  public static Array to(String operation, Array x, Dims shape) {
    int shift = shape.rank() - x.ndim();
    for (int i = 1; i <= x.ndim(); i++) {
      if (shift < 0 || (x.shape(-i) != 1 && x.shape(-i) != shape.get(-i))) {
        throw new IllegalArgumentException(
            shift < 0
                ? "%s: cannot broadcast %s to shape %s: it has more axes"
                    .formatted(operation, x.aval(), shape)
                : "%s: cannot broadcast %s to shape %s: axis %d has sizes %d and %d"
                    .formatted(operation, x.aval(), shape, -i, x.shape(-i), shape.get(-i)));
      }
    }
    return Ops.broadcast(x, shape);
  }

  /// Operands as primitives of two operands take them: with leading axes of size 1 up to one number
  /// of axes. Scalars go with any shape, and stay what they are unless other operands differ.
  static List<Array> operands(List<Array> xs) {
    int rank = 0;
    boolean differ = false;
    for (Array x : xs) {
      differ |= rank != 0 && x.ndim() != 0 && x.ndim() != rank;
      rank = Math.max(rank, x.ndim());
    }
    int all = rank;
    return differ ? xs.stream().map(x -> toRank(x, all)).toList() : xs;
  }

  private static Array toRank(Array x, int rank) {
    return Ops.broadcast(x, Dims.repeat(1, rank - x.ndim()).concat(x.shape()));
  }

  /// All the arrays stretched to the shape they have in common.
  public static List<Array> all(String operation, List<? extends Array> xs) {
    Dims shape = shape(operation, xs.stream().map(Array::aval).toList());
    return xs.stream().map(x -> Ops.broadcast(x, shape)).toList();
  }
}
