package linum.numpy;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import linum.core.Arithmetic;
import linum.core.Array;
import linum.core.Named;
import linum.core.Ops;
import linum.core.Over;
import linum.core.Types;
import linum.ir.Dims;
import linum.ir.Promotion.Type;
import org.jspecify.annotations.Nullable;

/// `pad` in all modes of NumPy.
final class Padding {
  private Padding() {}

  /// @param widths for each axis how much before and after
  /// @param value the constant, or the end of a linear ramp
  static Array pad(Array x, int[][] widths, String mode, @Nullable Number value) {
    int[][] w = perAxis(x, widths);
    boolean takesValue = mode.equals("constant") || mode.equals("linear_ramp");
    if (value != null && !takesValue) {
      throw new IllegalArgumentException(
          "pad: mode %s takes no value; constant and linear_ramp do".formatted(mode));
    }
    Number v = value == null ? Integer.valueOf(0) : value;
    if (mode.equals("constant")) {
      Arithmetic.like(v, x);
    }
    return Named.call(
        "_pad",
        List.of(Arrays.deepToString(w), mode, v),
        in -> padded(in.get(0), w, mode, in.get(1), v),
        List.of(x, Types.weak(mode.equals("constant") ? v : 0)));
  }

  private static Array padded(Array x, int[][] w, String mode, Array constant, Number v) {
    return switch (mode) {
      case "constant" -> constant(x, w, constant);
      case "empty" -> constant(x, w, constant);
      case "edge" -> places(x, w, n -> i -> Math.clamp(i, 0, n - 1));
      case "wrap" -> places(x, w, n -> i -> Math.floorMod(i, n));
      case "symmetric" -> places(x, w, Padding::symmetric);
      case "reflect" -> places(x, w, Padding::reflect);
      case "linear_ramp" -> linearRamp(x, w, v);
      case "maximum", "minimum", "mean", "median" -> statistic(x, w, mode);
      default ->
          throw new IllegalArgumentException(
              "pad: there is no mode \"%s\"; there are constant, edge, empty, linear_ramp, maximum, mean, median, minimum, reflect, symmetric and wrap"
                  .formatted(mode));
    };
  }

  private static int[][] perAxis(Array x, int[][] widths) {
    if (widths.length != 1 && widths.length != x.ndim()) {
      throw new IllegalArgumentException(
          "pad: %d pairs of widths for %s, which has %d axes"
              .formatted(widths.length, x.aval(), x.ndim()));
    }
    int[][] out = new int[x.ndim()][];
    for (int i = 0; i < out.length; i++) {
      int[] w = widths[widths.length == 1 ? 0 : i];
      out[i] = w.length == 1 ? new int[] {w[0], w[0]} : w;
      if (out[i].length != 2 || out[i][0] < 0 || out[i][1] < 0) {
        throw new IllegalArgumentException(
            "pad: the widths of axis %d must be two numbers that are not negative, got %s"
                .formatted(i, Dims.of(w)));
      }
    }
    return out;
  }

  private static Dims column(int[][] w, int side) {
    return Dims.of(IntStream.range(0, w.length).map(i -> w[i][side]));
  }

  private static Array constant(Array x, int[][] w, Array value) {
    Array like = Types.convert(value, Type.of(x.aval()));
    return Ops.pad(x, like, column(w, 0), column(w, 1), Dims.repeat(0, x.ndim()));
  }

  private interface Rule {
    /// Where an axis of size `n` is read for a place before, in or after it.
    IntUnaryOperator of(int n);
  }

  private static IntUnaryOperator symmetric(int n) {
    return i -> {
      int m = Math.floorMod(i, 2 * n);
      return m < n ? m : 2 * n - 1 - m;
    };
  }

  private static IntUnaryOperator reflect(int n) {
    return i -> {
      int m = n == 1 ? 0 : Math.floorMod(i, 2 * (n - 1));
      return m < n ? m : 2 * (n - 1) - m;
    };
  }

  private static Array places(Array x, int[][] w, Rule rule) {
    Array out = x;
    for (int axis = 0; axis < w.length; axis++) {
      int n = x.shape(axis);
      int before = w[axis][0];
      int after = w[axis][1];
      if (before == 0 && after == 0) {
        continue;
      }
      if (n == 0) {
        throw new IllegalArgumentException(
            "pad: axis %d of %s is empty, so there is nothing to repeat".formatted(axis, x.aval()));
      }
      int[] at = IntStream.range(-before, n + after).map(rule.of(n)).toArray();
      out = Manipulate.take(out, at, axis);
    }
    return out;
  }

  private static Array linearRamp(Array x, int[][] w, Number end) {
    Array out = x;
    for (int axis = 0; axis < w.length; axis++) {
      int n = out.shape(axis);
      Array first = ramp(Ops.sliceInDim(out, axis, 0, 1), w[axis][0], axis, end);
      Array last = ramp(Ops.sliceInDim(out, axis, n - 1, n), w[axis][1], axis, end);
      out = Ops.concatenate(List.of(first, out, Manipulate.flip(last, axis)), axis);
    }
    return out;
  }

  /// From the end value up to, not including, the edge.
  private static Array ramp(Array edge, int width, int axis, Number end) {
    Dims line = Dims.repeat(1, edge.ndim()).with(axis, width);
    Array t =
        Create.iota(linum.core.Types.inexact(edge.dtype()), width)
            .div(Math.max(1, width))
            .reshape(line);
    Array values = edge.sub(end).mul(t).add(end);
    Array typed = edge.dtype().isInteger() ? values.round() : values;
    return Ops.convert(typed.astype(edge.dtype()), edge.dtype(), edge.aval().weak());
  }

  private static Array statistic(Array x, int[][] w, String mode) {
    Array out = x;
    for (int axis = 0; axis < w.length; axis++) {
      Over along = Over.over(axis).keepdims();
      Array v =
          switch (mode) {
            case "maximum" -> out.max(along);
            case "minimum" -> out.min(along);
            case "mean" -> out.mean(along);
            default -> Jnp.median(out, axis, true);
          };
      Array rounded = x.dtype().isInteger() ? v.round() : v;
      Array typed = Ops.convert(rounded, x.dtype(), x.aval().weak());
      out =
          Ops.concatenate(
              List.of(wide(typed, axis, w[axis][0]), out, wide(typed, axis, w[axis][1])), axis);
    }
    return out;
  }

  private static Array wide(Array v, int axis, int width) {
    return Ops.broadcast(v, v.shape().with(axis, width));
  }
}
