package linum.numpy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import linum.core.Arithmetic;
import linum.core.Array;
import linum.core.Axes;
import linum.core.Index;
import linum.core.Named;
import linum.core.Ops;
import linum.ir.DType;
import linum.ir.Dims;

/// Arrays turned, cut, joined and repeated.
final class Manipulate {
  private Manipulate() {}

  static Array flip(Array x, int... axes) {
    Dims which = axes.length == 0 ? Dims.range(x.ndim()) : Axes.of("flip", Dims.of(axes), x.aval());
    return Named.call("_flip", List.of(which), v -> Ops.rev(v, which), x);
  }

  static Array roll(Array x, int shift, int axis) {
    return Named.call("_roll_static", List.of(shift, axis), v -> rollOf(v, shift, axis), x);
  }

  private static Array rollOf(Array x, int shift, int axis) {
    int a = Axes.of("roll", axis, x.aval());
    int n = x.shape(a);
    int s = n == 0 ? 0 : Math.floorMod(shift, n);
    return s == 0
        ? x
        : Ops.concatenate(
            List.of(Ops.sliceInDim(x, a, n - s, n), Ops.sliceInDim(x, a, 0, n - s)), a);
  }

  /// Turned by quarter turns from the first axis toward the second.
  static Array rot90(Array x, int k, int axis1, int axis2) {
    return Named.call("rot90", List.of(k, axis1, axis2), v -> rot90Of(v, k, axis1, axis2), x);
  }

  private static Array rot90Of(Array x, int k, int axis1, int axis2) {
    int a = Axes.of("rot90", axis1, x.aval());
    int b = Axes.of("rot90", axis2, x.aval());
    if (a == b) {
      throw new IllegalArgumentException(
          "rot90: the two axes of %s must differ, both are %d".formatted(x.aval(), a));
    }
    return switch (Math.floorMod(k, 4)) {
      case 0 -> x;
      case 1 -> flip(x, b).swapaxes(a, b);
      case 2 -> flip(x, a, b);
      default -> flip(x.swapaxes(a, b), b);
    };
  }

  static Array atLeast(int rank, Array x) {
    if (x.ndim() >= rank) {
      return x;
    }
    return switch (rank) {
      case 1 -> x.reshape(1);
      case 2 -> x.ndim() == 0 ? x.reshape(1, 1) : x.expandDims(0);
      default ->
          switch (x.ndim()) {
            case 0 -> x.reshape(1, 1, 1);
            case 1 -> x.expandDims(0, 2);
            default -> x.expandDims(2);
          };
    };
  }

  /// Cut into equal parts.
  static List<Array> split(Array x, int sections, int axis) {
    int a = Axes.of("split", axis, x.aval());
    int n = x.shape(a);
    if (sections <= 0 || n % sections != 0) {
      throw new IllegalArgumentException(
          "split: axis %d of %s, which has size %d, cannot be cut into %d equal parts\nUse arraySplit for parts that differ by one"
              .formatted(a, x.aval(), n, sections));
    }
    int size = n / sections;
    return IntStream.range(0, sections)
        .mapToObj(i -> Ops.sliceInDim(x, a, i * size, (i + 1) * size))
        .toList();
  }

  /// Cut before the given places.
  static List<Array> split(Array x, int[] places, int axis) {
    int a = Axes.of("split", axis, x.aval());
    int n = x.shape(a);
    List<Array> out = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= places.length; i++) {
      int stop =
          i == places.length ? n : Math.clamp(places[i] < 0 ? places[i] + n : places[i], 0, n);
      out.add(Ops.sliceInDim(x, a, Math.min(start, stop), stop));
      start = stop;
    }
    return List.copyOf(out);
  }

  /// Cut into parts that differ in size by at most one, the larger first.
  static List<Array> arraySplit(Array x, int sections, int axis) {
    int a = Axes.of("arraySplit", axis, x.aval());
    int n = x.shape(a);
    if (sections <= 0) {
      throw new IllegalArgumentException(
          "arraySplit: cannot cut into %d parts".formatted(sections));
    }
    int size = n / sections;
    int larger = n % sections;
    int[] places = IntStream.range(1, sections).map(i -> i * size + Math.min(i, larger)).toArray();
    return split(x, places, a);
  }

  static Array triangle(Array x, int k, boolean lower) {
    if (x.ndim() < 2) {
      throw new IllegalArgumentException(
          "%s: %s is not a matrix; it needs at least two axes"
              .formatted(lower ? "tril" : "triu", x.aval()));
    }
    return Named.call(lower ? "tril" : "triu", List.of(k, lower), v -> triangleOf(v, k, lower), x);
  }

  private static Array triangleOf(Array x, int k, boolean lower) {
    Array mask = Create.lower(x.shape(-2), x.shape(-1), lower ? k : k - 1);
    Array wide = Ops.broadcast(mask, x.shape());
    Array zeros = Ops.zeros(x.aval());
    return lower ? Ops.select(wide, x, zeros) : Ops.select(wide, zeros, x);
  }

  /// A matrix with the given diagonal, or the diagonal of a matrix.
  static Array diag(Array x, int k) {
    return Named.call("_diag", List.of(k), v -> diagOf(v, k), x);
  }

  private static Array diagOf(Array x, int k) {
    return switch (x.ndim()) {
      case 1 -> diagflat(x, k);
      case 2 -> x.diagonal(k, 0, 1);
      default ->
          throw new IllegalArgumentException(
              "diag: the array must have one or two axes, got " + x.aval());
    };
  }

  static Array diagflat(Array x, int k) {
    Array v = x.ravel();
    int n = v.shape(0) + Math.abs(k);
    Array zero = Ops.zeros(v.aval().withShape(Dims.NONE));
    Array row = Ops.pad(v, zero, Dims.of(Math.max(0, k)), Dims.of(Math.max(0, -k)), Dims.of(0));
    Array mask = Create.eye(n, n, k, DType.BOOL);
    Dims square = Dims.of(n, n);
    // Row i of the result holds element i of the vector, shifted by k columns.
    return Ops.select(mask, Ops.broadcast(row, square), Ops.zeros(row.aval().withShape(square)));
  }

  /// Nested lists of arrays joined: the innermost along the last axis.
  static Array block(Object nested) {
    return block(nested, depth(nested), rank(nested));
  }

  private static int depth(Object o) {
    return o instanceof List<?> l ? 1 + depth(l.getFirst()) : 0;
  }

  private static int rank(Object o) {
    return o instanceof List<?> l
        ? l.stream().mapToInt(Manipulate::rank).max().orElse(0)
        : ((Array) o).ndim();
  }

  private static Array block(Object o, int depth, int rank) {
    if (o instanceof List<?> l) {
      return Jnp.concatenate(
          l.stream().map(e -> block(e, depth - 1, Math.max(rank, depth))).toList(), -depth);
    }
    Array x = (Array) o;
    return x.ndim() >= rank ? x : x.reshape(Dims.repeat(1, rank - x.ndim()).concat(x.shape()));
  }

  /// The elements repeated or cut until they fill a shape.
  static Array resize(Array x, Dims shape) {
    return Named.call("resize", List.of(shape), v -> resizeOf(v, shape), x);
  }

  private static Array resizeOf(Array x, Dims shape) {
    Array flat = x.ravel();
    int n = Math.toIntExact(shape.size());
    if (n == 0 || flat.shape(0) == 0) {
      return Ops.zeros(x.aval().withShape(shape));
    }
    int copies = Math.ceilDiv(n, flat.shape(0));
    return Ops.sliceInDim(Jnp.tile(flat, copies), 0, 0, n).reshape(shape);
  }

  static Array delete(Array x, int[] places, int axis) {
    int a = Axes.of("delete", axis, x.aval());
    int n = x.shape(a);
    for (int p : places) {
      Axes.of("delete", p, n, "axis %d of %s".formatted(a, x.aval()));
    }
    List<Integer> gone = Arrays.stream(places).map(p -> Math.floorMod(p, n)).boxed().toList();
    int[] kept = IntStream.range(0, n).filter(i -> !gone.contains(i)).toArray();
    return take(x, kept, a);
  }

  static Array insert(Array x, int place, Array values, int axis) {
    int a = Axes.of("insert", axis, x.aval());
    int n = x.shape(a);
    int p = Axes.of("insert", place, n + 1, "axis %d of %s".formatted(a, x.aval()));
    int at = place < 0 ? p - 1 : p;
    Array v = values.astype(x.dtype());
    Dims one = x.shape().with(a, 1);
    Array slab =
        v.ndim() == x.ndim() ? v : Jnp.broadcastTo(v.ndim() == 0 ? v : v.expandDims(a), one);
    return Ops.concatenate(
        List.of(
            Ops.sliceInDim(x, a, 0, at),
            Ops.convert(slab, x.dtype(), x.aval().weak()),
            Ops.sliceInDim(x, a, at, n)),
        a);
  }

  /// The given static places along an axis.
  static Array take(Array x, int[] places, int axis) {
    Object[] index = new Object[axis + 1];
    Arrays.fill(index, Index.ALL);
    index[axis] = places;
    return x.at(index).get();
  }

  /// One index array for each axis of `shape`, of which the given one is `indices`.
  static Array alongAxis(Array x, Array indices, int axis, String mode) {
    return alongAxis("takeAlongAxis", x, indices, axis).mode(mode).get();
  }

  static linum.core.Indexer alongAxis(String name, Array x, Array indices, int axis) {
    int a = Axes.of(name, axis, x.aval());
    if (indices.ndim() != x.ndim()) {
      throw new IllegalArgumentException(
          "%s: the indices must have as many axes as the array, got %s for %s"
              .formatted(name, indices.aval(), x.aval()));
    }
    if (!indices.dtype().isInteger()) {
      throw new IllegalArgumentException(
          "%s: the indices must be integers, got %s".formatted(name, indices.aval()));
    }
    Object[] index = new Object[x.ndim()];
    Dims common =
        linum.core.Broadcasting.shape(name, x.shape().with(a, 1), indices.shape().with(a, 1));
    for (int i = 0; i < x.ndim(); i++) {
      boolean single = x.shape(i) == 1 && i != a;
      Dims line = Dims.repeat(1, x.ndim()).with(i, x.shape(i));
      index[i] =
          i == a
              ? Ops.broadcast(indices, common.with(a, indices.shape(a)))
              : single ? Ops.zeros(linum.ir.Aval.of(DType.INT32)) : Ops.iota(DType.INT32, line, i);
    }
    return x.at(index);
  }

  /// `[[x0, x1], [y0, y1], …]` for the shape: where masks of triangles are true.
  static List<Array> triangleIndices(int n, int m, int k, boolean lower) {
    Array mask = Create.lower(n, m, lower ? k : k - 1);
    return (lower ? mask : mask.not()).nonzero();
  }

  static Array fillDiagonal(Array x, Array value) {
    if (x.ndim() < 2) {
      throw new IllegalArgumentException(
          "fillDiagonal: %s needs at least two axes".formatted(x.aval()));
    }
    int n = x.shape().stream().min().orElse(0);
    Array places = Create.iota(DType.INT32, n);
    Object[] index = new Object[x.ndim()];
    Arrays.fill(index, places);
    Array v = value.ndim() == 0 ? value : Manipulate.resize(value, Dims.of(n));
    return x.at(index).set(v);
  }

  static Array trimZeros(Array x, boolean front, boolean back) {
    if (x.ndim() != 1) {
      throw new IllegalArgumentException(
          "trimZeros: the array must have one axis, got " + x.aval());
    }
    List<Number> places =
        linum.core.HostRead.all("trimZeros", Arithmetic.where(x.ne(0), Jnp.array(1), Jnp.array(0)));
    int first = 0;
    int last = places.size();
    while (front && first < last && places.get(first).longValue() == 0) {
      first++;
    }
    while (back && last > first && places.get(last - 1).longValue() == 0) {
      last--;
    }
    return Ops.sliceInDim(x, 0, first, last);
  }
}
