package linum.lax;

import linum.core.Array;
import linum.ir.Dims;
import linum.ir.Window;

/// Windows over all axes of an array.
final class Windows {
  private Windows() {}

  static Window of(Array x, int[] dimensions, int[] strides, String padding) {
    Dims ones = Dims.repeat(1, x.ndim());
    if (dimensions.length != x.ndim() || strides.length != x.ndim()) {
      throw new IllegalArgumentException(
          "reduceWindow: a window of shape %s with strides %s does not fit %s"
              .formatted(Dims.of(dimensions), Dims.of(strides), x.aval()));
    }
    int[][] pads = padding(padding, x.shape(), Dims.of(dimensions), Dims.of(strides));
    return new Window(
        Dims.of(dimensions), Dims.of(strides), Dims.of(pads[0]), Dims.of(pads[1]), ones, ones);
  }

  /// What `SAME` and `VALID` mean: padding before, and padding after each axis.
  static int[][] padding(String padding, Dims sizes, Dims window, Dims strides) {
    int n = sizes.rank();
    int[][] out = new int[2][n];
    boolean lower = padding.equals("SAME_LOWER");
    if (padding.equals("VALID")) {
      return out;
    }
    if (!padding.equals("SAME") && !lower) {
      throw new IllegalArgumentException(
          "there is no padding \"%s\"; there are SAME, SAME_LOWER and VALID".formatted(padding));
    }
    for (int i = 0; i < n; i++) {
      int places = Math.ceilDiv(sizes.get(i), strides.get(i));
      int total = Math.max(0, (places - 1) * strides.get(i) + window.get(i) - sizes.get(i));
      out[0][i] = lower ? total - total / 2 : total / 2;
      out[1][i] = total - out[0][i];
    }
    return out;
  }
}
