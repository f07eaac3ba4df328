package linum.core;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import linum.ir.Dims;
import linum.ir.Movement;

/// Other arrangements of the same elements.
public final class Shapes {
  private Shapes() {}

  /// Under another shape; one entry may be -1 and follows from the others.
  ///
  /// @throws IllegalArgumentException if the number of elements differs
  public static Array reshape(Array x, Dims shape) {
    long unknown = shape.stream().filter(d -> d == -1).count();
    long known = shape.stream().filter(d -> d != -1).asLongStream().reduce(1, Math::multiplyExact);
    boolean fits =
        unknown == 0 ? known == x.size() : unknown == 1 && known != 0 && x.size() % known == 0;
    if (!fits || shape.stream().anyMatch(d -> d < -1)) {
      throw new IllegalArgumentException(
          unknown > 1
              ? "reshape: shape %s has %d unknown axes; only one can follow from the others"
                  .formatted(shape, unknown)
              : "reshape: cannot reshape %s, which has %d elements, to shape %s"
                  .formatted(x.aval(), x.size(), shape));
    }
    return Ops.reshape(
        x, unknown == 0 ? shape : shape.map(d -> d == -1 ? (int) (x.size() / known) : d));
  }

  /// One axis with all elements in row-major order.
  public static Array ravel(Array x) {
    return Ops.reshape(x, Dims.of(Math.toIntExact(x.size())));
  }

  /// Output axis `i` is axis `permutation[i]`; an empty permutation reverses all axes.
  public static Array transpose(Array x, Dims permutation) {
    if (permutation.isEmpty()) {
      return Ops.transpose(x, Dims.range(x.ndim()).reversed());
    }
    if (permutation.rank() != x.ndim()) {
      throw new IllegalArgumentException(
          "transpose: %s names %d axes, but %s has %d"
              .formatted(permutation, permutation.rank(), x.aval(), x.ndim()));
    }
    return Ops.transpose(x, Axes.of("transpose", permutation, x.aval()));
  }

  /// The last two axes exchanged.
  public static Array matrixTranspose(Array x) {
    if (x.ndim() < 2) {
      throw new IllegalArgumentException(
          "mT: %s is not a matrix; it needs at least two axes".formatted(x.aval()));
    }
    return swapaxes(x, -1, -2);
  }

  public static Array swapaxes(Array x, int axis1, int axis2) {
    int a = Axes.of("swapaxes", axis1, x.aval());
    int b = Axes.of("swapaxes", axis2, x.aval());
    Dims p = Dims.range(x.ndim());
    return Ops.transpose(x, p.with(a, b).with(b, a));
  }

  /// The given axes moved to the given positions; the others keep their order.
  public static Array moveaxis(Array x, Dims source, Dims destination) {
    Dims from = Axes.of("moveaxis", source, x.aval());
    Dims to = Axes.of("moveaxis", destination, x.aval());
    if (from.rank() != to.rank()) {
      throw new IllegalArgumentException(
          "moveaxis: %d sources %s, but %d destinations %s"
              .formatted(from.rank(), source, to.rank(), destination));
    }
    Dims p = Dims.range(x.ndim()).without(from);
    Dims order =
        Dims.of(
            IntStream.range(0, to.rank())
                .boxed()
                .sorted((i, j) -> to.get(i) - to.get(j))
                .mapToInt(i -> i));
    for (int i : order.toArray()) {
      p = p.insert(to.get(i), from.get(i));
    }
    return Ops.transpose(x, p);
  }

  /// Without the given axes, or without all axes of size 1 if none is given.
  public static Array squeeze(Array x, Dims axes) {
    Dims which =
        axes.isEmpty()
            ? Dims.of(IntStream.range(0, x.ndim()).filter(i -> x.shape(i) == 1))
            : Axes.of("squeeze", axes, x.aval()).sorted();
    return Ops.squeeze(x, which);
  }

  /// With new axes of size 1 at the given positions of the result.
  public static Array expandDims(Array x, Dims axes) {
    int rank = x.ndim() + axes.rank();
    Dims at = Axes.of("expandDims", axes, rank, "a result with " + rank + " axes").sorted();
    Dims shape = x.shape();
    for (int a : at.toArray()) {
      shape = shape.insert(a, 1);
    }
    return Ops.broadcastInDim(x, shape, Dims.range(rank).without(at));
  }

  /// Every element `repeats` times along an axis.
  public static Array repeat(Array x, int repeats, int axis) {
    int a = Axes.of("repeat", axis, x.aval());
    if (repeats < 0) {
      throw new IllegalArgumentException("repeat: cannot repeat %d times".formatted(repeats));
    }
    Dims wide = x.shape().insert(a + 1, repeats);
    Array copies = Ops.broadcastInDim(x, wide, Dims.range(x.ndim() + 1).without(a + 1));
    return Ops.reshape(copies, x.shape().with(a, Math.multiplyExact(x.shape(a), repeats)));
  }

  /// Element `i` along an axis `repeats[i]` times.
  public static Array repeat(Array x, int[] repeats, int axis) {
    int a = Axes.of("repeat", axis, x.aval());
    if (repeats.length == 1) {
      return repeat(x, repeats[0], a);
    }
    if (repeats.length != x.shape(a)) {
      throw new IllegalArgumentException(
          "repeat: %d counts for axis %d of %s, which has size %d"
              .formatted(repeats.length, a, x.aval(), x.shape(a)));
    }
    int[] places =
        IntStream.range(0, repeats.length)
            .flatMap(i -> IntStream.generate(() -> i).limit(repeats[i]))
            .toArray();
    return x.take(HostWrite.of(places), a);
  }

  /// The elements at the given places along an axis.
  static Array take(Array x, Array indices, int axis) {
    Object[] index = new Object[axis + 1];
    Arrays.fill(index, Index.ALL);
    index[axis] = indices;
    return x.at(index).mode("fill").get();
  }

  /// Scalars as vectors of one element.
  static Array atLeast1d(Array x) {
    return x.ndim() == 0 ? Ops.reshape(x, Dims.of(1)) : x;
  }

  /// The arrays along an axis, without it.
  public static List<Array> unstack(Array x, int axis) {
    if (x.ndim() == 0) {
      throw new IllegalArgumentException(
          "unstack: %s has no axes to take apart".formatted(x.aval()));
    }
    int a = Axes.of("unstack", axis, x.aval());
    return Trace.bindAll(new Movement.Unstack(a), List.of(x));
  }

  /// The diagonals of the matrices along two axes, as the last axis.
  public static Array diagonal(Array x, int offset, int axis1, int axis2) {
    return Named.call(
        "diagonal", List.of(offset, axis1, axis2), v -> diagonalOf(v, offset, axis1, axis2), x);
  }

  private static Array diagonalOf(Array x, int offset, int axis1, int axis2) {
    if (x.ndim() < 2) {
      throw new IllegalArgumentException(
          "diagonal: %s is not a matrix; it needs at least two axes".formatted(x.aval()));
    }
    int a = Axes.of("diagonal", axis1, x.aval());
    int b = Axes.of("diagonal", axis2, x.aval());
    if (a == b) {
      throw new IllegalArgumentException(
          "diagonal: the two axes of %s must differ, both are %d".formatted(x.aval(), a));
    }
    Dims rest = Dims.range(x.ndim()).without(Dims.of(a, b));
    Array m = Ops.transpose(x, rest.concat(Dims.of(a, b)));
    int rows = x.shape(a);
    int columns = x.shape(b);
    int n =
        Math.max(
            0, offset >= 0 ? Math.min(rows, columns - offset) : Math.min(rows + offset, columns));
    Dims outer = m.shape().slice(0, m.ndim() - 2);
    if (n == 0) {
      return Ops.zeros(m.aval().withShape(outer.insert(outer.rank(), 0)));
    }
    // Row-major positions of a diagonal are columns + 1 apart.
    int start = offset >= 0 ? offset : -offset * columns;
    Array flat = Ops.reshape(m, outer.insert(outer.rank(), rows * columns));
    int limit = start + (n - 1) * (columns + 1) + 1;
    int last = flat.ndim() - 1;
    return Ops.slice(
        flat,
        Dims.repeat(0, flat.ndim()).with(last, start),
        flat.shape().with(last, limit),
        Dims.repeat(1, flat.ndim()).with(last, columns + 1));
  }

  /// Joined along an axis, in their common type.
  public static Array concatenate(List<? extends Array> xs, int axis) {
    if (xs.isEmpty()) {
      throw new IllegalArgumentException("concatenate: there is no array to join");
    }
    Array first = xs.getFirst();
    if (first.ndim() == 0) {
      throw new IllegalArgumentException(
          "concatenate: %s has no axis to join along\nUse stack(…) for scalars"
              .formatted(first.aval()));
    }
    List<Array> in = common(xs);
    return Ops.concatenate(in, Axes.of("concatenate", axis, first.aval()));
  }

  /// Joined along a new axis, in their common type.
  public static Array stack(List<? extends Array> xs, int axis) {
    if (xs.isEmpty()) {
      throw new IllegalArgumentException("stack: there is no array to stack");
    }
    Array first = xs.getFirst();
    for (Array x : xs) {
      if (!x.shape().equals(first.shape())) {
        throw new IllegalArgumentException(
            "stack: the arrays must have one shape, got %s and %s"
                .formatted(first.aval(), x.aval()));
      }
    }
    int a = Axes.of("stack", axis, first.ndim() + 1, "a stack of " + first.aval());
    return Ops.stack(common(xs), a);
  }

  private static List<Array> common(List<? extends Array> xs) {
    boolean same = xs.stream().map(x -> x.aval().withShape(Dims.NONE)).distinct().count() == 1;
    return same
        ? List.copyOf(xs)
        : Arithmetic.converted(Arithmetic.Promote.ANY, xs.toArray(Array[]::new));
  }

  /// Copies side by side: `reps[i]` times along axis `i`, aligned at the last axes.
  public static Array tile(Array x, Dims reps) {
    int rank = Math.max(reps.rank(), x.ndim());
    Dims shape = Dims.repeat(1, rank - x.ndim()).concat(x.shape());
    Dims times = Dims.repeat(1, rank - reps.rank()).concat(reps);
    Array in = Ops.reshape(x, shape);
    return times.stream().allMatch(r -> r == 1) ? in : Trace.bind(new Movement.Tile(times), in);
  }
}
