package linum.layers;

import linum.core.Array;
import linum.ir.Dims;

/// Axes counted from either end.
final class Axes {
  private Axes() {}

  /// Counted from 0, ascending.
  ///
  /// @throws IllegalArgumentException if one is out of range
  static Dims canonical(int rank, Dims axes) {
    if (axes.stream().anyMatch(a -> a < -rank || a >= rank)) {
      throw new IllegalArgumentException(
          "axes %s are out of range for an array with %d axes".formatted(axes, rank));
    }
    return Dims.of(axes.stream().map(a -> a < 0 ? a + rank : a).distinct().sorted());
  }

  /// All axes but the given ones.
  static Dims others(int rank, Dims axes) {
    return Dims.range(rank).without(canonical(rank, axes));
  }

  /// With axes of size 1 where some were reduced.
  ///
  /// @param rank of the result
  static Array expanded(Array x, int rank, Dims axes) {
    Dims where = canonical(rank, axes);
    return where.isEmpty() ? x : x.expandDims(where.toArray());
  }
}
