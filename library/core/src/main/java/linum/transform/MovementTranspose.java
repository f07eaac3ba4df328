package linum.transform;

import static linum.transform.TransposeRules.single;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Dims;
import linum.ir.Movement;
import org.jspecify.annotations.Nullable;

/// Transposes of movements: elements go back to where they came from, and add up where one element
/// went to several places.
final class MovementTranspose {
  private MovementTranspose() {}

  static List<@Nullable Array> rule(
      Movement p, Operands in, List<Aval> out, List<@Nullable Array> cts) {
    if (p instanceof Movement.Split split) {
      return single(Ops.concatenate(full(out, cts), split.axis()));
    }
    if (p instanceof Movement.Unstack(int axis)) {
      return single(Ops.stack(full(out, cts), axis));
    }
    Array ct = Objects.requireNonNull(cts.getFirst());
    Dims shape = in.aval(0).shape();
    return switch (p) {
      case Movement.BroadcastInDim b -> single(broadcast(b, ct, shape));
      case Movement.Reshape _, Movement.Squeeze _ -> single(restored(p, ct, shape));
      case Movement.Transpose(Dims permutation) -> single(Ops.transpose(ct, permutation.inverse()));
      case Movement.Rev(Dims dimensions) -> single(Ops.rev(ct, dimensions));
      case Movement.Slice s -> single(slice(s, ct, shape));
      case Movement.Pad pad -> pad(pad, in, ct);
      case Movement.Concatenate(int axis) -> concatenate(axis, in, ct);
      case Movement.Tile(Dims reps) -> single(tile(reps, ct, shape));
      case Movement.Stack(int axis) -> stack(axis, in, ct);
      case Movement.Split _, Movement.Unstack _ -> throw new AssertionError(p);
    };
  }

  private static List<Array> full(List<Aval> types, List<@Nullable Array> cts) {
    List<Array> all = new ArrayList<>();
    for (int i = 0; i < cts.size(); i++) {
      Array ct = cts.get(i);
      all.add(ct == null ? Ops.zeros(types.get(i).strong()) : ct);
    }
    return all;
  }

  private static Array broadcast(Movement.BroadcastInDim b, Array ct, Dims shape) {
    Dims stretched = Dims.of(Dims.range(shape.rank()).stream().filter(i -> shape.get(i) == 1));
    Dims kept = b.broadcastDimensions().without(stretched);
    Array sum = Ops.reduceSum(ct, Dims.range(ct.ndim()).without(kept));
    return Ops.broadcastInDim(sum, shape, Dims.range(shape.rank()).without(stretched));
  }

  private static Array restored(Movement p, Array ct, Dims shape) {
    return p instanceof Movement.Squeeze(Dims dimensions)
        ? Ops.broadcastInDim(ct, shape, Dims.range(shape.rank()).without(dimensions))
        : Ops.reshape(ct, shape);
  }

  private static Array slice(Movement.Slice s, Array ct, Dims shape) {
    int n = shape.rank();
    int[] high = new int[n];
    for (int i = 0; i < n; i++) {
      int size = ct.shape(i);
      int covered = size == 0 ? 0 : (size - 1) * s.strides().get(i) + 1;
      high[i] = shape.get(i) - s.startIndices().get(i) - covered;
    }
    return Ops.pad(
        ct, Ops.scalar(0.0, ct), s.startIndices(), Dims.of(high), s.strides().map(d -> d - 1));
  }

  // The operand gets what lies at its places, the padding value all the rest.
  private static List<@Nullable Array> pad(Movement.Pad p, Operands in, Array ct) {
    int n = ct.ndim();
    Dims zeros = Dims.repeat(0, n);
    Array uncovered =
        Ops.pad(ct, Ops.scalar(0.0, ct), p.low().map(d -> -d), p.high().map(d -> -d), zeros);
    Array operand = Ops.slice(uncovered, zeros, uncovered.shape(), p.interior().map(d -> d + 1));
    List<@Nullable Array> out = Duals.zeros(2);
    out.set(0, in.isLinear(0) ? operand : null);
    if (in.isLinear(1)) {
      Array rest = Ops.sub(total(ct), total(operand));
      out.set(1, rest);
    }
    return out;
  }

  private static Array total(Array x) {
    return Ops.reduceSum(x, Dims.range(x.ndim()));
  }

  private static List<@Nullable Array> concatenate(int axis, Operands in, Array ct) {
    List<@Nullable Array> out = Duals.zeros(in.size());
    int start = 0;
    for (int i = 0; i < in.size(); i++) {
      int limit = start + in.aval(i).shape().get(axis);
      if (in.isLinear(i)) {
        out.set(i, Ops.sliceInDim(ct, axis, start, limit));
      }
      start = limit;
    }
    return out;
  }

  private static List<@Nullable Array> stack(int axis, Operands in, Array ct) {
    List<Array> parts = Trace.bindAll(new Movement.Unstack(axis), List.of(ct));
    List<@Nullable Array> out = Duals.zeros(in.size());
    for (int i = 0; i < in.size(); i++) {
      out.set(i, in.isLinear(i) ? parts.get(i) : null);
    }
    return out;
  }

  private static Array tile(Dims reps, Array ct, Dims shape) {
    int n = shape.rank();
    int[] split = new int[2 * n];
    for (int i = 0; i < n; i++) {
      split[2 * i] = reps.get(i);
      split[2 * i + 1] = shape.get(i);
    }
    return Ops.reduceSum(Ops.reshape(ct, Dims.of(split)), Dims.range(n).map(i -> 2 * i));
  }
}
