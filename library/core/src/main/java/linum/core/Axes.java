package linum.core;

import java.util.stream.IntStream;
import linum.ir.Aval;
import linum.ir.Dims;

/// Axes as users write them: negative ones count from the end.
public final class Axes {
  private Axes() {}

  /// The axis counted from 0.
  ///
  /// @throws IllegalArgumentException if there is none
  public static int of(String operation, int axis, Aval x) {
    return of(operation, axis, x.rank(), x);
  }

  /// The axis counted from 0 of something with the given rank, made of `x`.
  public static int of(String operation, int axis, int rank, Object x) {
    if (axis < -rank || axis >= rank) {
      throw new IllegalArgumentException(
          rank == 0
              ? "%s: axis %d is out of range for %s, which has no axes"
                  .formatted(operation, axis, x)
              : "%s: axis %d is out of range for %s, whose axes are %d to %d"
                  .formatted(operation, axis, x, -rank, rank - 1));
    }
    return axis < 0 ? axis + rank : axis;
  }

  /// The axes counted from 0, in the order given.
  ///
  /// @throws IllegalArgumentException if one does not exist or comes twice
  public static Dims of(String operation, Dims axes, Aval x) {
    return of(operation, axes, x.rank(), x);
  }

  /// The axes counted from 0 of something with the given rank, made of `x`.
  public static Dims of(String operation, Dims axes, int rank, Object x) {
    Dims out = axes.map(a -> of(operation, a, rank, x));
    if (out.stream().distinct().count() != out.rank()) {
      throw new IllegalArgumentException(
          "%s: axes %s of %s are not distinct".formatted(operation, axes, x));
    }
    return out;
  }

  /// All axes.
  static Dims all(Array x) {
    return Dims.range(x.ndim());
  }

  /// The shape with the given axes set to size 1.
  public static Dims kept(Dims shape, Dims axes) {
    return Dims.of(IntStream.range(0, shape.rank()).map(i -> axes.contains(i) ? 1 : shape.get(i)));
  }
}
