package linum.xla;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import linum.ir.Dims;
import linum.ir.Movement;

/// Elements moved.
final class Movements {
  private Movements() {}

  static List<Tensor> lower(Movement movement, List<Tensor> in, List<TensorType> out, Block b) {
    Tensor x = in.getFirst();
    TensorType type = out.isEmpty() ? x.type() : out.getFirst();
    return switch (movement) {
      case Movement.BroadcastInDim p ->
          List.of(Ops.broadcast(b, x, p.shape(), p.broadcastDimensions()));
      case Movement.Reshape _, Movement.Squeeze _ -> List.of(Ops.reshape(b, x, type.shape()));
      case Movement.Transpose p -> List.of(b.op("transpose", dims(p.permutation()), type, x));
      case Movement.Rev p -> List.of(b.op("reverse", dims(p.dimensions()), type, x));
      case Movement.Slice p ->
          List.of(Ops.slice(b, x, p.startIndices(), p.limitIndices(), p.strides()));
      case Movement.Pad p -> List.of(pad(p, in, type, b));
      case Movement.Concatenate p ->
          List.of(Ops.concatenate(b, p.dimension(), type, in.toArray(Tensor[]::new)));
      case Movement.Split p -> split(p, x, b);
      case Movement.Tile p -> List.of(tile(p, x, type, b));
      case Movement.Stack p -> List.of(stack(p, in, type, b));
      case Movement.Unstack p -> unstack(p, x, b);
    };
  }

  private static String dims(Dims dims) {
    return ", dims = " + Attributes.list(dims);
  }

  private static Tensor pad(Movement.Pad p, List<Tensor> in, TensorType out, Block b) {
    String padding =
        ", low = %s, high = %s, interior = %s"
            .formatted(
                Attributes.list(p.low()), Attributes.list(p.high()), Attributes.list(p.interior()));
    return b.op("pad", padding, out, in.get(0), in.get(1));
  }

  private static List<Tensor> split(Movement.Split p, Tensor x, Block b) {
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (int size : p.sizes().toArray()) {
      parts.add(Ops.slice(b, x, p.axis(), start, start + size));
      start += size;
    }
    return parts;
  }

  private static Tensor stack(Movement.Stack p, List<Tensor> in, TensorType out, Block b) {
    Dims slice = out.shape().with(p.axis(), 1);
    Tensor[] slices = in.stream().map(x -> Ops.reshape(b, x, slice)).toArray(Tensor[]::new);
    return Ops.concatenate(b, p.axis(), out, slices);
  }

  private static List<Tensor> unstack(Movement.Unstack p, Tensor x, Block b) {
    Dims shape = x.shape().without(p.axis());
    return IntStream.range(0, x.shape().get(p.axis()))
        .mapToObj(i -> Ops.reshape(b, Ops.slice(b, x, p.axis(), i, i + 1), shape))
        .toList();
  }

  /// Every axis becomes two, the repetitions in front, which are then joined.
  private static Tensor tile(Movement.Tile p, Tensor x, TensorType out, Block b) {
    int rank = x.rank();
    int[] wide = new int[2 * rank];
    for (int i = 0; i < rank; i++) {
      wide[2 * i] = p.reps().get(i);
      wide[2 * i + 1] = x.shape().get(i);
    }
    Tensor repeated = Ops.broadcast(b, x, Dims.of(wide), Dims.range(rank).map(i -> 2 * i + 1));
    return Ops.reshape(b, repeated, out.shape());
  }
}
