package linum.layers;

import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.ir.Contraction.DotGeneral;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Precision;
import linum.nn.Initializer;
import org.jspecify.annotations.Nullable;

/// The axes of a general affine map: any axes of the input against a kernel, independently along
/// leading batch axes.
///
/// The input axes that are neither contracted nor batch axes stay; the features come last.
///
/// @param rank of the input
/// @param axis which axes are contracted, ascending
/// @param batchDims the leading axes that have a kernel for each place
/// @param features the sizes of the new axes
public record DenseAxes(int rank, Dims axis, Dims batchDims, Dims features) {

  /// With negative axes counted from the end.
  ///
  /// @throws IllegalArgumentException if an axis is out of range or comes twice, or the batch axes
  ///   are not the leading ones
  public static DenseAxes of(int rank, Dims axis, Dims batchDims, Dims features) {
    Dims contracted = inRange(rank, axis);
    Dims batch = inRange(rank, batchDims);
    if (!batch.equals(Dims.range(batch.rank()))) {
      throw new IllegalArgumentException(
          "a dense layer over axes %s with batch axes %s: batch axes must be the leading ones, 0, 1, …"
              .formatted(axis, batchDims));
    }
    if (contracted.stream().anyMatch(batch::contains)) {
      throw new IllegalArgumentException(
          "a dense layer cannot contract axes %s that are batch axes %s"
              .formatted(axis, batchDims));
    }
    return new DenseAxes(rank, contracted, batch, features);
  }

  private static Dims inRange(int rank, Dims axes) {
    Dims all = axes.map(a -> a < 0 ? a + rank : a).sorted();
    boolean distinct = all.stream().distinct().count() == all.rank();
    if (!distinct || all.stream().anyMatch(a -> a < 0 || a >= rank)) {
      throw new IllegalArgumentException(
          "a dense layer over axes %s needs them distinct and within the %d axes of its input"
              .formatted(axes, rank));
    }
    return all;
  }

  /// The batch axes, the contracted axes, the features.
  public Dims kernelShape(Dims input) {
    return input.at(batchDims).concat(input.at(axis)).concat(features);
  }

  /// The batch axes, the features.
  public Dims biasShape(Dims input) {
    return input.at(batchDims).concat(features);
  }

  /// An initializer of the kernel by one of matrices: all inputs to all features.
  public Initializer kernelInit(Initializer matrices) {
    return new Flattened(matrices, batchDims.rank() + axis.rank(), false);
  }

  /// An initializer of the bias by one of vectors.
  public Initializer biasInit(Initializer vectors) {
    return new Flattened(vectors, batchDims.rank(), true);
  }

  /// The map.
  ///
  /// @param bias of [#biasShape]; null for none
  /// @param dtype the type to compute with; null for what the arrays promote to
  /// @param with the functions to compute with
  public Array apply(
      Array x,
      Array kernel,
      @Nullable Array bias,
      @Nullable DType dtype,
      @Nullable Precision precision,
      Substitutes with) {
    List<Array> all = with.promoted(dtype, x, kernel, bias);
    Array in = all.getFirst();
    int batch = batchDims.rank();
    DotGeneral dot =
        new DotGeneral(
            axis,
            Dims.range(batch, batch + axis.rank()),
            batchDims,
            Dims.range(batch),
            precision,
            with.sums(in));
    Array y = with.dot(in, all.get(1), dot);
    return bias == null ? y : y.add(spread(all.get(2), x.shape()));
  }

  /// With axes of size 1 for those that the input keeps.
  private Array spread(Array bias, Dims input) {
    IntStream kept = IntStream.range(0, rank).filter(i -> !axis.contains(i));
    Dims leading = Dims.of(kept.map(i -> batchDims.contains(i) ? input.get(i) : 1));
    return bias.reshape(leading.concat(features));
  }

  /// Starts a parameter as if its leading axes were one and its other axes were one.
  ///
  /// @param leading how many axes are inputs
  /// @param joined whether all axes become one
  record Flattened(Initializer initializer, int leading, boolean joined) implements Initializer {
    @Override
    public Array apply(Array key, Dims shape, DType dtype) {
      int in = Math.toIntExact(shape.slice(0, leading).size());
      int out = Math.toIntExact(shape.slice(leading, shape.rank()).size());
      Dims flat = joined ? Dims.of(in * out) : Dims.of(in, out);
      return initializer.apply(key, flat, dtype).reshape(shape);
    }
  }
}
