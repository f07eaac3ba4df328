package linum.optax.contrib;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import linum.core.Array;
import linum.ir.Dims;

/// Which axes of a parameter are the rows and the columns of a matrix, for [Muon]. All other axes
/// count matrices.
///
/// @param reductionAxis the axes over which inputs are summed
/// @param outputAxis the axes of the outputs
public record MuonDimensionNumbers(List<Integer> reductionAxis, List<Integer> outputAxis) {
  /// Of a matrix: inputs by outputs.
  public static final MuonDimensionNumbers MATRIX =
      new MuonDimensionNumbers(List.of(0), List.of(1));

  public MuonDimensionNumbers {
    reductionAxis = List.copyOf(reductionAxis);
    outputAxis = List.copyOf(outputAxis);
  }

  int fanIn(Array x) {
    return sizes(x, axes(x, reductionAxis));
  }

  int fanOut(Array x) {
    return sizes(x, axes(x, outputAxis));
  }

  /// A function of matrices, `[count, rows, columns]`, done to a parameter.
  Array onMatrices(Array x, UnaryOperator<Array> f) {
    int[] rows = axes(x, reductionAxis);
    int[] columns = axes(x, outputAxis);
    int[] batch =
        IntStream.range(0, x.ndim()).filter(i -> !holds(rows, i) && !holds(columns, i)).toArray();
    if (IntStream.of(rows).anyMatch(i -> holds(columns, i))) {
      throw new IllegalArgumentException(
          "muon: the axes of inputs %s and outputs %s of shape %s must differ"
              .formatted(reductionAxis, outputAxis, x.shape()));
    }
    int[] order = Stream.of(batch, rows, columns).flatMapToInt(IntStream::of).toArray();
    Array moved = x.transpose(order);
    Array out = f.apply(moved.reshape(sizes(x, batch), sizes(x, rows), sizes(x, columns)));
    return out.reshape(moved.shape()).transpose(Dims.of(order).inverse().toArray());
  }

  private static int[] axes(Array x, List<Integer> axes) {
    return axes.stream().mapToInt(i -> i < 0 ? i + x.ndim() : i).toArray();
  }

  private static boolean holds(int[] axes, int i) {
    return IntStream.of(axes).anyMatch(a -> a == i);
  }

  private static int sizes(Array x, int[] axes) {
    return IntStream.of(axes).map(x::shape).reduce(1, (a, b) -> a * b);
  }
}
