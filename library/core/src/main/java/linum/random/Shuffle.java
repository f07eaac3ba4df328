package linum.random;

import static linum.core.Trace.bind;
import static linum.core.Trace.bindAll;

import java.util.List;
import linum.core.Array;
import linum.core.Named;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.GatherDimensionNumbers;
import linum.ir.Indexing;
import linum.ir.Ordering;
import linum.ir.Reduction;
import org.jspecify.annotations.Nullable;

/// Permutations and choices.
final class Shuffle {
  private Shuffle() {}

  /// Sorts by random words, as often as it takes to make ties improbable.
  static Array shuffle(Array key, Array x, int axis) {
    return Named.call(
        "_shuffle", List.of(axis), in -> shuffleOf(in.get(0), in.get(1), axis), List.of(key, x));
  }

  private static Array shuffleOf(Array key, Array x, int axis) {
    double words = Math.log(0xffff_ffffL);
    int rounds = (int) Math.ceil(3 * Math.log((double) Math.max(1, x.size())) / words);
    Array left = key;
    Array shuffled = x;
    for (int i = 0; i < rounds; i++) {
      Array[] keys = Keys.split(left, 2);
      left = keys[0];
      Array sortKeys = Keys.bits(keys[1], 32, x.shape());
      Ordering.Sort sort = new Ordering.Sort(axis, true, 1);
      shuffled = bindAll(sort, List.of(sortKeys, shuffled)).get(1);
    }
    return shuffled;
  }

  static Array permutation(Array key, int n) {
    return shuffle(key, range(n), 0);
  }

  static Array permutation(Array key, Array x, int axis, boolean independent) {
    return independent || x.ndim() == 1
        ? shuffle(key, x, axis)
        : take(x, permutation(key, x.shape(axis)), axis);
  }

  /// `shape` draws from `0 … n - 1`.
  static Array choose(Array key, int n, Dims shape, boolean replace, @Nullable Array p) {
    int draws = Math.toIntExact(shape.size());
    if (n <= 0 && draws > 0) {
      throw new IllegalArgumentException("choice: %d draws from %d elements".formatted(draws, n));
    }
    if (!replace && draws > n) {
      throw new IllegalArgumentException(
          "choice: %d draws without replacement from %d elements".formatted(draws, n));
    }
    if (p == null) {
      return replace
          ? Uniform.integers(key, shape, index(0), index(n), Defaults.integer())
          : Ops.reshape(Ops.sliceInDim(permutation(key, n), 0, 0, draws), shape);
    }
    if (!p.shape().equals(Dims.of(n))) {
      throw new IllegalArgumentException(
          "choice: %d elements take probabilities of shape (%d,), got %s"
              .formatted(n, n, p.aval()));
    }
    return replace ? byInversion(key, shape, p) : byTopK(key, shape, draws, p);
  }

  /// How many partial sums of `p` lie below `total · (1 - u)`.
  private static Array byInversion(Array key, Dims shape, Array p) {
    int n = p.shape(0);
    Array sums = bind(new Reduction.Cumulative(Reduction.Running.SUM, 0, false), p);
    Array total = Ops.reshape(Ops.sliceInDim(sums, 0, n - 1, n), Dims.NONE);
    Array u = Uniform.sample(key, shape, p.dtype());
    Array r = Ops.mul(total, Ops.sub(Ops.scalar(1, p.dtype()), u));
    Dims table = shape.insert(shape.rank(), n);
    Array places = Ops.broadcastInDim(r, table, Dims.range(shape.rank()));
    Array below = Ops.lt(Ops.broadcast(sums, table), places);
    return Ops.reduceSum(Ops.convert(below, Defaults.integer()), Dims.of(shape.rank()));
  }

  private static Array byTopK(Array key, Dims shape, int draws, Array p) {
    Array noise = Continuous.gumbel(key, p.shape(), p.dtype(), DrawMode.LOW);
    Array scores = Ops.add(noise, Continuous.log(p));
    Array best = bindAll(new Ordering.TopK(draws, 0), List.of(scores)).get(1);
    return Ops.reshape(best, shape);
  }

  /// The slices of `x` along `axis` at the given positions, whose axes replace it.
  static Array take(Array x, Array indices, int axis) {
    int n = indices.ndim();
    Dims offsets = Dims.range(0, axis).concat(Dims.range(axis + n, x.ndim() - 1 + n));
    Indexing.Gather gather =
        new Indexing.Gather(
            new GatherDimensionNumbers(offsets, Dims.of(axis), Dims.of(axis)),
            x.shape().with(axis, 1),
            false,
            false,
            Indexing.Mode.CLIP,
            null);
    return bind(gather, x, Ops.reshape(indices, indices.shape().insert(n, 1)));
  }

  static Array range(int n) {
    return Ops.iota(Defaults.integer(), Dims.of(n), 0);
  }

  private static Array index(int i) {
    return Ops.scalar((long) i, DType.INT32);
  }
}
