package linum.reference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import linum.ir.Aval;
import linum.ir.Dims;
import linum.ir.Movement;

/// Elements moved: each rule works out the strides of a view, and [Strided] copies.
final class MovementRules {
  private MovementRules() {}

  static Value[] apply(Movement movement, Value[] in, List<Aval> out) {
    Value x = in[0];
    if (movement instanceof Movement.Unstack p) {
      return unstack(p.axis(), x, out);
    }
    Dims shape = out.getFirst().shape();
    return switch (movement) {
      case Movement.BroadcastInDim p -> one(broadcast(x, shape, p.broadcastDimensions()));
      case Movement.Reshape _, Movement.Squeeze _ -> one(x.withShape(shape));
      case Movement.Transpose p -> one(transpose(x, p.permutation()));
      case Movement.Rev p -> one(reverse(x, p.dimensions()));
      case Movement.Slice p -> one(slice(x, shape, p.startIndices(), p.strides()));
      case Movement.Pad p -> one(pad(p, x, in[1], shape));
      case Movement.Concatenate p -> one(concatenate(in, p.dimension(), shape));
      case Movement.Split p -> split(p, x, out);
      case Movement.Stack p -> one(stack(in, p.axis(), shape));
      case Movement.Tile p -> one(tile(p, x, shape));
      case Movement.Unstack _ -> throw new AssertionError(movement);
    };
  }

  private static Value[] one(Value v) {
    return new Value[] {v};
  }

  static Value broadcast(Value x, Dims shape, Dims dimensions) {
    long[] from = x.shape().strides();
    long[] strides = new long[shape.rank()];
    for (int i = 0; i < from.length; i++) {
      strides[dimensions.get(i)] = x.shape().get(i) == 1 ? 0 : from[i];
    }
    return Strided.gather(x, shape, strides, 0);
  }

  static Value transpose(Value x, Dims permutation) {
    if (permutation.equals(Dims.range(permutation.rank()))) {
      return x;
    }
    long[] from = x.shape().strides();
    long[] strides = permutation.stream().mapToLong(i -> from[i]).toArray();
    return Strided.gather(x, x.shape().at(permutation), strides, 0);
  }

  private static Value reverse(Value x, Dims dimensions) {
    long[] strides = x.shape().strides();
    long offset = 0;
    if (x.size() > 0) {
      for (int d : dimensions.toArray()) {
        offset += strides[d] * (x.shape().get(d) - 1);
        strides[d] = -strides[d];
      }
    }
    return Strided.gather(x, x.shape(), strides, offset);
  }

  static Value slice(Value x, Dims shape, Dims start, Dims steps) {
    long[] from = x.shape().strides();
    long[] strides = new long[from.length];
    long offset = 0;
    for (int i = 0; i < from.length; i++) {
      offset += from[i] * start.get(i);
      strides[i] = from[i] * steps.get(i);
    }
    return Strided.gather(x, shape, strides, offset);
  }

  /// Elements that negative padding cuts off are taken away first; the rest is spread into an array
  /// full of the padding value.
  private static Value pad(Movement.Pad p, Value x, Value padding, Dims shape) {
    int rank = shape.rank();
    int[] start = new int[rank];
    int[] count = new int[rank];
    long[] strides = shape.strides();
    long offset = 0;
    for (int i = 0; i < rank; i++) {
      int step = p.interior().get(i) + 1;
      int low = p.low().get(i);
      start[i] = low >= 0 ? 0 : Math.ceilDiv(-low, step);
      int first = low + start[i] * step;
      int fitting = first >= shape.get(i) ? 0 : Math.ceilDiv(shape.get(i) - first, step);
      count[i] = Math.max(0, Math.min(x.shape().get(i) - start[i], fitting));
      offset += strides[i] * first;
      strides[i] *= step;
    }
    Value out = Value.full(x.dtype(), shape, padding.get(0));
    Value kept = slice(x, Dims.of(count), Dims.of(start), Dims.repeat(1, rank));
    if (kept.size() > 0) {
      Strided.scatter(kept, out, strides, offset);
    }
    return out;
  }

  static Value concatenate(Value[] in, int axis, Dims shape) {
    Value out = Value.zeros(in[0].dtype(), shape);
    long[] strides = shape.strides();
    long start = 0;
    for (Value x : in) {
      Strided.scatter(x, out, strides, start * strides[axis]);
      start += x.shape().get(axis);
    }
    return out;
  }

  private static Value[] split(Movement.Split p, Value x, List<Aval> out) {
    Value[] parts = new Value[out.size()];
    int start = 0;
    for (int i = 0; i < parts.length; i++) {
      Dims starts = Dims.repeat(0, x.shape().rank()).with(p.axis(), start);
      parts[i] = slice(x, out.get(i).shape(), starts, Dims.repeat(1, x.shape().rank()));
      start += p.sizes().get(i);
    }
    return parts;
  }

  private static Value stack(Value[] in, int axis, Dims shape) {
    Dims one = shape.with(axis, 1);
    Value[] parts = Arrays.stream(in).map(x -> x.withShape(one)).toArray(Value[]::new);
    return concatenate(parts, axis, shape);
  }

  // There may be no part at all.
  private static Value[] unstack(int axis, Value x, List<Aval> out) {
    Dims one = x.shape().with(axis, 1);
    Dims steps = Dims.repeat(1, one.rank());
    Value[] parts = new Value[out.size()];
    for (int i = 0; i < parts.length; i++) {
      Dims start = Dims.repeat(0, one.rank()).with(axis, i);
      parts[i] = slice(x, one, start, steps).withShape(out.get(i).shape());
    }
    return parts;
  }

  /// Every axis becomes two, the repetitions in front, which are then joined.
  private static Value tile(Movement.Tile p, Value x, Dims shape) {
    int rank = shape.rank();
    int[] wide =
        IntStream.range(0, 2 * rank)
            .map(i -> i % 2 == 0 ? p.reps().get(i / 2) : x.shape().get(i / 2))
            .toArray();
    Dims odd = Dims.range(rank).map(i -> 2 * i + 1);
    long[] from = x.shape().strides();
    long[] strides = new long[2 * rank];
    for (int i = 0; i < rank; i++) {
      strides[odd.get(i)] = from[i];
    }
    return Strided.gather(x, Dims.of(wide), strides, 0).withShape(shape);
  }
}
