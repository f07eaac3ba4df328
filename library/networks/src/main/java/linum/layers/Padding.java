package linum.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import linum.ir.Dims;

/// How a convolution or a pool goes over the borders of its input.
///
/// `Padding = Mode | Pairs | Width`
///
/// In JAX: a name, a number, or a sequence of numbers and pairs. Here `Conv.padding(String)`,
/// `padding(int)` and `padding(int[]...)` make one.
public sealed interface Padding {

  /// Paddings with names.
  enum Mode implements Padding {
    /// As many places as the input has, divided by the stride and rounded up.
    SAME,
    /// Only places at which the window is inside.
    VALID,
    /// As `SAME`, with the bigger part before.
    SAME_LOWER,
    /// The input is continued by its other end.
    CIRCULAR,
    /// The input is continued by its mirror image.
    REFLECT,
    /// Only what comes before is seen: for sequences.
    CAUSAL;

    @Override
    public String toString() {
      return name();
    }
  }

  /// What is added before and after, for each spatial axis.
  record Pairs(List<Dims> pairs) implements Padding {
    public Pairs {
      pairs = List.copyOf(pairs);
      for (Dims pair : pairs) {
        if (pair.rank() != 2) {
          throw new IllegalArgumentException(
              "padding %s: each spatial axis takes a pair, as in padding(new int[] {1, 1}, new int[] {0, 2})"
                  .formatted(pairs));
        }
      }
    }
  }

  /// As much before and after each spatial axis.
  record Width(int width) implements Padding {}

  /// By its name, in any case.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  static Padding of(String name) {
    for (Mode mode : Mode.values()) {
      if (mode.name().equals(name.toUpperCase(Locale.ROOT))) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "there is no padding \"%s\"; there are %s, a width such as padding(1), and pairs such as padding(new int[] {1, 1})"
            .formatted(name, Arrays.toString(Mode.values())));
  }

  /// As much before and after each spatial axis.
  static Padding of(int width) {
    return new Width(width);
  }

  /// For each spatial axis a pair, before and after, or one number for both.
  static Padding of(int[]... pairs) {
    return new Pairs(
        Arrays.stream(pairs).map(p -> p.length == 1 ? Dims.of(p[0], p[0]) : Dims.of(p)).toList());
  }
}
