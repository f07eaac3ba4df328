package linum.xla;

import java.util.List;
import java.util.stream.IntStream;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.GatherDimensionNumbers;
import linum.ir.Indexing;
import linum.ir.ScatterDimensionNumbers;

/// Reading and writing at computed places. StableHLO moves the blocks of a gather inside the array,
/// and drops the blocks of a scatter that lie outside; what the mode asks for beyond that is
/// written around it.
final class Indexings {
  private Indexings() {}

  static Tensor lower(Indexing indexing, List<Tensor> in, TensorType out, Block b) {
    Tensor x = in.getFirst();
    return switch (indexing) {
      case Indexing.DynamicSlice p ->
          Ops.dynamicSlice(b, x, starts(in.subList(1, in.size()), b), p.sliceSizes());
      case Indexing.DynamicUpdateSlice _ ->
          Ops.dynamicUpdateSlice(b, x, in.get(1), starts(in.subList(2, in.size()), b));
      case Indexing.Gather p -> gather(p, x, in.get(1), out, b);
      case Indexing.Scatter p -> scatter(p, x, in.get(1), in.get(2), out, b);
    };
  }

  // They must be of one type.
  private static List<Tensor> starts(List<Tensor> starts, Block b) {
    boolean alike = starts.stream().map(Tensor::dtype).distinct().count() <= 1;
    return alike ? starts : starts.stream().map(s -> Ops.convert(b, s, DType.INT64)).toList();
  }

  private static Tensor gather(
      Indexing.Gather p, Tensor x, Tensor indices, TensorType out, Block b) {
    GatherDimensionNumbers n = p.dimensionNumbers();
    String numbers =
        "#stablehlo.gather<offset_dims = %s, collapsed_slice_dims = %s, operand_batching_dims = %s, start_indices_batching_dims = %s, start_index_map = %s, index_vector_dim = %d>"
            .formatted(
                Attributes.list(n.offsetDims()),
                Attributes.list(n.collapsedSliceDims()),
                Attributes.list(n.operandBatchingDims()),
                Attributes.list(n.startIndicesBatchingDims()),
                Attributes.list(n.startIndexMap()),
                indices.rank() - 1);
    String attributes =
        "dimension_numbers = %s, indices_are_sorted = %s, slice_sizes = %s"
            .formatted(numbers, p.indicesAreSorted(), Attributes.array(p.sliceSizes()));
    Tensor read = b.generic("gather", attributes, List.of(out), List.of(x, indices)).getFirst();
    return switch (p.mode()) {
      case CLIP, PROMISE_IN_BOUNDS -> read;
      case FILL_OR_DROP -> {
        Tensor inside = inside(x, indices, n.startIndexMap(), p.sliceSizes(), b);
        Dims batch = Dims.range(out.rank()).without(n.offsetDims());
        Tensor spread = Ops.broadcast(b, inside, out.shape(), batch);
        yield Ops.select(b, spread, read, Ops.constant(b, out, fill(p, x.dtype())));
      }
    };
  }

  private static Number fill(Indexing.Gather p, DType dtype) {
    if (p.fillValue() != null) {
      return p.fillValue();
    }
    return switch (dtype.kind()) {
      case FLOATING, COMPLEX -> Double.NaN;
      case SIGNED -> Combination.lowest(dtype);
      case BOOL, UNSIGNED -> Combination.highest(dtype);
      case KEY, FLOAT0, TOKEN -> 0L;
    };
  }

  /// For each index vector, whether its block lies in the array.
  private static Tensor inside(Tensor x, Tensor indices, Dims map, Dims block, Block b) {
    Tensor limits = limits(x, indices, map, block, b);
    Tensor low = Ops.compare(b, "GE", indices, Ops.like(b, indices, 0L));
    Tensor high = Ops.compare(b, "LE", indices, limits);
    int last = indices.rank() - 1;
    return Reductions.reduce(Combination.AND, b.same("and", low, high), Dims.of(last), b);
  }

  /// The greatest index that each entry of an index vector may have, in the shape of the indices.
  private static Tensor limits(Tensor x, Tensor indices, Dims map, Dims block, Block b) {
    int last = indices.rank() - 1;
    int[] limits = map.stream().map(d -> x.shape().get(d) - block.get(d)).toArray();
    if (IntStream.of(limits).distinct().count() <= 1) {
      return Ops.like(b, indices, limits.length == 0 ? 0L : limits[0]);
    }
    TensorType type = new TensorType(indices.dtype(), Dims.of(limits.length));
    Tensor row = b.leaf("constant", "dense<%s>".formatted(Attributes.list(Dims.of(limits))), type);
    return Ops.broadcast(b, row, indices.shape(), Dims.of(last));
  }

  private static Tensor scatter(
      Indexing.Scatter p, Tensor x, Tensor indices, Tensor updates, TensorType out, Block b) {
    ScatterDimensionNumbers n = p.dimensionNumbers();
    Tensor places =
        switch (p.mode()) {
          case FILL_OR_DROP, PROMISE_IN_BOUNDS -> indices;
          case CLIP -> {
            Tensor limits =
                limits(x, indices, n.scatterDimsToOperandDims(), block(n, x, updates), b);
            yield b.same("clamp", Ops.like(b, indices, 0L), indices, limits);
          }
        };
    String numbers =
        "#stablehlo.scatter<update_window_dims = %s, inserted_window_dims = %s, input_batching_dims = %s, scatter_indices_batching_dims = %s, scatter_dims_to_operand_dims = %s, index_vector_dim = %d>"
            .formatted(
                Attributes.list(n.updateWindowDims()),
                Attributes.list(n.insertedWindowDims()),
                Attributes.list(n.operandBatchingDims()),
                Attributes.list(n.scatterIndicesBatchingDims()),
                Attributes.list(n.scatterDimsToOperandDims()),
                indices.rank() - 1);
    String attributes =
        "indices_are_sorted = %s, scatter_dimension_numbers = %s, unique_indices = %s"
            .formatted(p.indicesAreSorted(), numbers, p.uniqueIndices());
    return b.generic(
            "scatter",
            attributes,
            List.of(out),
            List.of(x, places, updates),
            Combination.joining(p.update(), x.dtype()))
        .getFirst();
  }

  /// The sizes of the blocks that are written, one an axis.
  private static Dims block(ScatterDimensionNumbers n, Tensor x, Tensor updates) {
    Dims hidden = n.insertedWindowDims().concat(n.operandBatchingDims());
    Dims axes = Dims.range(x.rank()).without(hidden);
    Dims block = Dims.repeat(1, x.rank());
    for (int i = 0; i < axes.rank(); i++) {
      block = block.with(axes.get(i), updates.shape().get(n.updateWindowDims().get(i)));
    }
    return block;
  }
}
