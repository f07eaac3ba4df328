package linum.layers;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.ir.Dims;
import linum.ir.Window;
import linum.ir.Windowed;
import linum.lax.Lax;
import org.jspecify.annotations.Nullable;

/// A window that summarizes what it sees, over `[batch…, spatial…, features]`.
///
/// ```java
/// maxPool(x, window(2, 2).strides(2, 2));
/// ```
///
/// In JAX: the arguments of `flax.linen.pool`.
///
/// @param window the sizes, one for each spatial axis
/// @param strides how far the window moves; null for 1
/// @param padding `SAME`, `VALID` or pairs
/// @param countIncludePad whether an average counts the places outside of the input
public record Pool(Dims window, @Nullable Dims strides, Padding padding, boolean countIncludePad) {

  public Pool strides(int... newStrides) {
    return new Pool(window, Dims.of(newStrides), padding, countIncludePad);
  }

  public Pool padding(String name) {
    return new Pool(window, strides, Padding.of(name), countIncludePad);
  }

  /// What is added before and after, for each spatial axis.
  public Pool padding(int[]... pairs) {
    return new Pool(window, strides, Padding.of(pairs), countIncludePad);
  }

  public Pool countIncludePad(boolean include) {
    return new Pool(window, strides, padding, include);
  }

  Array reduce(Array x, Windowed.Kind kind) {
    Array in = withBatch(x);
    return withoutBatch(x, Lax.reduceWindow(kind, in, over(in)));
  }

  Array reduce(Array x, Number init, BinaryOperator<Array> f) {
    Array in = withBatch(x);
    return withoutBatch(x, Lax.reduceWindow(in, init, f, over(in)));
  }

  private Array withBatch(Array x) {
    int batch = x.ndim() - window.rank() - 1;
    if (batch < 0) {
      throw new IllegalArgumentException(
          "pool: a window of size %s needs an input with %d spatial axes and one for features, got %s"
              .formatted(window, window.rank(), x.aval()));
    }
    return batch == 0 ? x.expandDims(0) : x;
  }

  private Array withoutBatch(Array x, Array y) {
    return x.ndim() == window.rank() + 1 ? y.squeeze(0) : y;
  }

  /// The window with sizes of 1 for batch and features.
  private Window over(Array x) {
    int n = window.rank();
    Dims moves = strides == null ? Dims.repeat(1, n) : strides;
    if (moves.rank() != n) {
      throw new IllegalArgumentException(
          "pool: strides %s must have one number for each axis of the window %s"
              .formatted(moves, window));
    }
    int batch = x.ndim() - n - 1;
    List<Dims> pads =
        IntStream.range(0, n).mapToObj(i -> pad(i, x.shape(batch + i), moves.get(i))).toList();
    Dims ones = Dims.repeat(1, x.ndim());
    return new Window(
        around(window, batch, 1),
        around(moves, batch, 1),
        around(Dims.of(pads.stream().mapToInt(p -> p.get(0))), batch, 0),
        around(Dims.of(pads.stream().mapToInt(p -> p.get(1))), batch, 0),
        ones,
        ones);
  }

  private static Dims around(Dims spatial, int batch, int fill) {
    return Dims.repeat(fill, batch).concat(spatial).concat(Dims.of(fill));
  }

  private Dims pad(int i, int size, int stride) {
    return switch (padding) {
      case Padding.Pairs p -> {
        if (p.pairs().size() != window.rank()) {
          throw new IllegalArgumentException(
              "pool: padding %s must have a pair for each axis of the window %s"
                  .formatted(p.pairs(), window));
        }
        yield p.pairs().get(i);
      }
      case Padding.Width w -> Dims.of(w.width(), w.width());
      case Padding.Mode m ->
          switch (m) {
            case VALID -> Dims.of(0, 0);
            case SAME, SAME_LOWER -> {
              int places = Math.ceilDiv(size, stride);
              int total = Math.max(0, (places - 1) * stride + window.get(i) - size);
              int before = m == Padding.Mode.SAME ? total / 2 : total - total / 2;
              yield Dims.of(before, total - before);
            }
            case CIRCULAR, REFLECT, CAUSAL ->
                throw new IllegalArgumentException(
                    "pool: there is no padding %s; there are SAME, SAME_LOWER, VALID and pairs"
                        .formatted(m));
          };
    };
  }
}
