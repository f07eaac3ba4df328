package linum.nn;

import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.random.Random;

/// An initializer of convolution kernels that are zero but for the middle, where there is an
/// orthogonal matrix (Xiao et al., 2018). The last two axes of the shape are input and output.
///
/// In JAX: `delta_orthogonal`.
public record DeltaOrthogonal(double scale) implements Initializer {

  @Override
  public Array apply(Array key, Dims shape, DType dtype) {
    int n = shape.rank();
    if (n < 3 || n > 5 || shape.get(-1) < shape.get(-2)) {
      throw new IllegalArgumentException(
          "deltaOrthogonal needs a kernel of one to three spatial axes, an input and an output axis"
              + " that is no smaller, but the shape is "
              + shape);
    }
    Dims matrix = shape.slice(n - 2, n);
    Array q = Random.orthogonal(key, matrix.get(0), Dims.NONE, dtype, matrix.get(1));
    Array scaled = Ops.mul(Ops.scalar(scale, dtype), q);
    Array middle = Ops.reshape(scaled, Dims.repeat(1, n - 2).concat(matrix));
    List<Array> starts =
        IntStream.range(0, n)
            .mapToObj(i -> Ops.scalar(i < n - 2 ? (shape.get(i) - 1) / 2 : 0L, DType.INT32))
            .toList();
    return Ops.dynamicUpdateSlice(Ops.zeros(new Aval(dtype, shape)), middle, starts);
  }

  @Override
  public String toString() {
    return scale == 1 ? "deltaOrthogonal()" : "new DeltaOrthogonal(" + scale + ")";
  }
}
