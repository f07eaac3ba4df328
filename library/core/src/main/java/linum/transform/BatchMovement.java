package linum.transform;

import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Movement;

/// Movements of many examples at once: the axis in front stays where it is.
final class BatchMovement {
  private BatchMovement() {}

  static List<Batched> apply(Movement movement, List<Batched> in, BatchAxis axis) {
    return switch (movement) {
      case Movement.BroadcastInDim p ->
          one(
              new Movement.BroadcastInDim(
                  axis.full(p.shape()), p.broadcastDimensions().plus(1).insert(0, 0)),
              in);
      case Movement.Reshape p -> one(new Movement.Reshape(axis.full(p.newSizes())), in);
      case Movement.Transpose p ->
          one(new Movement.Transpose(p.permutation().plus(1).insert(0, 0)), in);
      case Movement.Squeeze p -> one(new Movement.Squeeze(p.dimensions().plus(1)), in);
      case Movement.Rev p -> one(new Movement.Rev(p.dimensions().plus(1)), in);
      case Movement.Slice p ->
          one(
              new Movement.Slice(
                  p.startIndices().insert(0, 0),
                  p.limitIndices().insert(0, axis.size()),
                  p.strides().insert(0, 1)),
              in);
      case Movement.Pad p -> List.of(Batched.mapped(pad(p, in.get(0), in.get(1), axis)));
      case Movement.Concatenate p ->
          BatchRules.full(new Movement.Concatenate(p.dimension() + 1), in, axis);
      case Movement.Split p -> one(new Movement.Split(p.sizes(), p.axis() + 1), in);
      case Movement.Stack p -> BatchRules.full(new Movement.Stack(p.axis() + 1), in, axis);
      case Movement.Unstack p -> one(new Movement.Unstack(p.axis() + 1), in);
      case Movement.Tile p -> one(new Movement.Tile(p.reps().insert(0, 1)), in);
    };
  }

  private static List<Batched> one(Movement movement, List<Batched> in) {
    return BatchRules.mapped(movement, in.getFirst().array());
  }

  // A primitive pads with one value. If every example has its own, the places are found by padding
  // `false` with `true`.
  private static Array pad(Movement.Pad p, Batched x, Batched value, BatchAxis axis) {
    if (!value.mapped()) {
      return outer(p, x.array(), value.array());
    }
    Array padded = outer(p, axis.full(x), Ops.scalar(0L, value.array().dtype()));
    Array inside = Ops.broadcast(Ops.scalar(0L, DType.BOOL), x.example().shape());
    Array places = Ops.pad(inside, Ops.scalar(1L, DType.BOOL), p.low(), p.high(), p.interior());
    return Ops.select(
        axis.broadcast(places),
        Ops.broadcastInDim(value.array(), padded.shape(), Dims.of(0)),
        padded);
  }

  private static Array outer(Movement.Pad p, Array x, Array value) {
    return Ops.pad(
        x, value, p.low().insert(0, 0), p.high().insert(0, 0), p.interior().insert(0, 0));
  }
}
