package linum.lax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.DType;

/// Where dynamic slices start: an `int32` scalar for each axis, negative ones counted from the end.
final class DynamicStarts {
  private DynamicStarts() {}

  static List<Array> of(Array x, List<? extends Array> starts) {
    if (starts.size() != x.ndim()) {
      throw new IllegalArgumentException(
          "dynamicSlice: %s needs %d starts, got %d".formatted(x.aval(), x.ndim(), starts.size()));
    }
    return IntStream.range(0, x.ndim())
        .mapToObj(i -> normalized(starts.get(i), x.shape(i)))
        .toList();
  }

  static List<Array> of(Array x, int[] starts) {
    return of(x, IntStream.of(starts).mapToObj(DynamicStarts::scalar).toList());
  }

  /// The given start along one axis, 0 along all others.
  static List<Array> of(Array x, Array start, int axis) {
    List<Array> starts = new ArrayList<>();
    for (int i = 0; i < x.ndim(); i++) {
      starts.add(i == axis ? start : scalar(0));
    }
    return of(x, starts);
  }

  private static Array scalar(int i) {
    return Ops.scalar((long) i, DType.INT32);
  }

  private static Array normalized(Array start, int size) {
    if (start.ndim() != 0 || !start.dtype().isInteger()) {
      throw new IllegalArgumentException(
          "dynamicSlice: a start is an integer scalar, got " + start.aval());
    }
    if (start instanceof linum.core.ConcreteArray c && c.isReady()) {
      long i = c.scalar().longValue();
      return scalar((int) (i < 0 ? i + size : i));
    }
    Array i = Ops.convert(start, DType.INT32, start.aval().weak());
    return start.dtype().isUnsigned()
        ? i
        : Ops.select(Ops.lt(i, scalar(0)), Ops.add(i, scalar(size)), i);
  }
}
