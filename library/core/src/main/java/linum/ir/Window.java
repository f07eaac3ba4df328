package linum.ir;

import java.util.List;

/// A window that slides over an array; one entry an axis in every component.
public record Window(
    Dims dimensions,
    Dims strides,
    Dims paddingLow,
    Dims paddingHigh,
    Dims baseDilation,
    Dims windowDilation) {

  /// Whether there are gaps in the window, or between elements of the array.
  public boolean isDilated() {
    return baseDilation.stream().anyMatch(d -> d != 1)
        || windowDilation.stream().anyMatch(d -> d != 1);
  }

  /// How many places the window has over an array of the given shape.
  ///
  /// @throws IllegalArgumentException if the ranks differ
  public Dims outShape(String operation, Aval x) {
    int n = x.rank();
    if (dimensions.rank() != n
        || strides.rank() != n
        || paddingLow.rank() != n
        || paddingHigh.rank() != n
        || baseDilation.rank() != n
        || windowDilation.rank() != n) {
      throw new IllegalArgumentException(
          "%s: a window of shape %s with strides %s does not fit %s"
              .formatted(operation, dimensions, strides, x));
    }
    for (Dims positive : List.of(dimensions, strides, baseDilation, windowDilation)) {
      if (positive.stream().anyMatch(d -> d <= 0)) {
        throw new IllegalArgumentException(
            "%s: sizes %s, strides %s and dilations %s, %s of a window must be positive"
                .formatted(operation, dimensions, strides, baseDilation, windowDilation));
      }
    }
    int[] out = new int[n];
    for (int i = 0; i < n; i++) {
      int base =
          ConvTyping.dilated(x.shape().get(i), baseDilation.get(i))
              + paddingLow.get(i)
              + paddingHigh.get(i);
      int window = ConvTyping.dilated(dimensions.get(i), windowDilation.get(i));
      out[i] = base < window ? 0 : (base - window) / strides.get(i) + 1;
    }
    return Dims.of(out);
  }
}
