package linum.numpy;

import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Sorting;
import linum.ir.DType;
import linum.ir.Dims;

/// Arrays as sets. How many elements a result has depends on the data, so most of this cannot run
/// while a function is transformed.
final class Sets {
  private Sets() {}

  /// @param equalNan whether all NaN are one element
  static Unique unique(Array x, boolean equalNan) {
    Array flat = x.ravel();
    int n = flat.shape(0);
    if (n == 0) {
      Array none = Jnp.zeros(Dims.of(0), DType.INT32);
      return new Unique(flat, none, none, none);
    }
    Array order = flat.argsort();
    Array sorted = flat.take(order);
    Array starts = starts(sorted, equalNan);
    Array places = starts.nonzero().getFirst();
    Array ends =
        Jnp.concatenate(
            List.of(places.get(linum.core.Index.slice(1, null)), Jnp.array(new int[] {n})), 0);
    Array group = starts.cumsum().sub(1);
    Array inverse = Jnp.zeros(Dims.of(n), DType.INT32).at(order).set(group);
    return new Unique(
        sorted.take(places), order.take(places), inverse.reshape(x.shape()), ends.sub(places));
  }

  /// Whether each element of a sorted vector differs from the one before.
  private static Array starts(Array sorted, boolean equalNan) {
    int n = sorted.shape(0);
    Array later = Ops.sliceInDim(sorted, 0, 1, n);
    Array earlier = Ops.sliceInDim(sorted, 0, 0, n - 1);
    Array differs = later.ne(earlier);
    if (equalNan && sorted.dtype().isFloating()) {
      differs = differs.and(Jnp.isnan(later).and(Jnp.isnan(earlier)).not());
    }
    return Jnp.concatenate(List.of(Jnp.array(new boolean[] {true}), differs), 0);
  }

  /// The first `size` distinct elements, filled up: for functions that are transformed.
  static Array unique(Array x, int size, Number fill) {
    Array sorted = x.ravel().sort();
    Array place = nonzero(starts(sorted, true), size, sorted.shape(0)).getFirst();
    return sorted.at(place).mode("fill").fillValue(fill).get();
  }

  /// The first `size` places that are not zero, filled up with one number.
  static List<Array> nonzero(Array x, int size, int fill) {
    Dims shape = x.shape();
    Array mask = x.dtype() == DType.BOOL ? x.ravel() : x.ravel().ne(0);
    Array count = mask.cumsum();
    Array flat = Sorting.searchsorted(count, Create.arange(1, size + 1L, 1), false);
    Array missing = flat.ge(Math.toIntExact(x.size()));
    long[] strides = shape.strides();
    return java.util.stream.IntStream.range(0, shape.rank())
        .mapToObj(i ->
            Jnp.where(missing, fill, flat.floorDivide(strides[i]).rem(Math.max(1, shape.get(i)))))
        .toList();
  }

  static Array isin(Array x, Array y) {
    return y.size() == 0
        ? Ops.zeros(x.aval().withDtype(DType.BOOL).strong())
        : x.expandDims(-1).eq(y.ravel()).any(-1);
  }

  static Array union1d(Array x, Array y) {
    return unique(Jnp.concatenate(List.of(x.ravel(), y.ravel()), 0), true).values();
  }

  static Array intersect1d(Array x, Array y) {
    Array a = unique(x, true).values();
    return a.at(isin(a, y)).get();
  }

  static Array setdiff1d(Array x, Array y) {
    Array a = unique(x, true).values();
    return a.at(isin(a, y).not()).get();
  }

  static Array setxor1d(Array x, Array y) {
    return union1d(setdiff1d(x, y), setdiff1d(y, x));
  }
}
