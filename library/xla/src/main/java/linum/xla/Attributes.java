package linum.xla;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import linum.ir.Dims;

/// The forms of lists of numbers in the text of a module.
final class Attributes {
  private Attributes() {}

  /// `[1, 2]`
  static String list(Dims dims) {
    return dims.stream().mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }

  /// `array<i64: 1, 2>`
  static String array(Dims dims) {
    return dims.isEmpty()
        ? "array<i64>"
        : dims.stream()
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", ", "array<i64: ", ">"));
  }

  /// `[[0, 1], [2, 3]]`: what is before and after along each axis.
  static String pairs(Dims low, Dims high) {
    return IntStream.range(0, low.rank())
        .mapToObj(i -> "[%d, %d]".formatted(low.get(i), high.get(i)))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /// `dense<[[0, 1]]> : tensor<1x2xi64>`
  static String densePairs(Dims low, Dims high) {
    return "dense<%s> : tensor<%dx2xi64>"
        .formatted(low.isEmpty() ? "" : pairs(low, high), low.rank());
  }
}
