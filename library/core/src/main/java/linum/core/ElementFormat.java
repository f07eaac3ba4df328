package linum.core;

import java.util.List;
import java.util.function.Function;
import linum.ir.DType;

/// How the elements of one array are printed: aligned at the point, or all with exponents.
final class ElementFormat {
  private ElementFormat() {}

  /// The format for an array with the given elements.
  static Function<Number, String> of(
      DType type, List<Number> elements, boolean scalar, PrintOptions options) {
    return switch (type) {
      case BOOL -> x -> x.longValue() != 0 ? (scalar ? "True" : " True") : "False";
      case BFLOAT16 -> x -> unaligned(x.doubleValue());
      case FLOAT16, FLOAT32, FLOAT64 -> floating(type, elements, options);
      case UINT64 -> padded(elements, x -> Long.toUnsignedString(x.longValue()));
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 ->
          padded(elements, x -> Long.toString(x.longValue()));
      case COMPLEX64, COMPLEX128, KEY, FLOAT0, TOKEN ->
          throw new IllegalArgumentException("elements of type " + type + " are not printed");
    };
  }

  private static Function<Number, String> padded(
      List<Number> elements, Function<Number, String> format) {
    int width = elements.stream().mapToInt(x -> format.apply(x).length()).max().orElse(0);
    return x -> " ".repeat(width - format.apply(x).length()) + format.apply(x);
  }

  private static String unaligned(double x) {
    return Double.isFinite(x) ? Decimals.general(x) : special(x);
  }

  private static String special(double x) {
    return Double.isNaN(x) ? "nan" : x < 0 ? "-inf" : "inf";
  }

  /// The digits that every number of the type has.
  private static int digits(DType type) {
    return switch (type) {
      case FLOAT16 -> 3;
      case FLOAT32 -> 6;
      default -> 8;
    };
  }

  private static Function<Number, String> floating(
      DType type, List<Number> elements, PrintOptions o) {
    List<Double> finite =
        elements.stream().map(Number::doubleValue).filter(Double::isFinite).toList();
    List<String> special =
        elements.stream()
            .map(Number::doubleValue)
            .filter(x -> !Double.isFinite(x))
            .map(ElementFormat::special)
            .toList();
    return exponents(type, finite, o)
        ? scientific(type, finite, special, o)
        : positional(type, finite, special, o);
  }

  private static boolean exponents(DType type, List<Double> finite, PrintOptions o) {
    double max = 0;
    double min = Double.POSITIVE_INFINITY;
    for (double x : finite) {
      if (x != 0) {
        max = Math.max(max, Math.abs(x));
        min = Math.min(min, Math.abs(x));
      }
    }
    if (max == 0) {
      return false;
    }
    double small = linum.ir.Scalars.round(1e-4, type);
    double ratio = linum.ir.Scalars.round(max / min, type);
    return max >= Math.pow(10, digits(type)) || (!o.suppress() && (min < small || ratio > 1000));
  }

  private static Function<Number, String> positional(
      DType type, List<Double> finite, List<String> special, PrintOptions o) {
    int left = 0;
    int right = 0;
    for (double x : finite) {
      String s = Decimals.positional(x, type, o.precision());
      left = Math.max(left, s.indexOf('.'));
      right = Math.max(right, s.length() - s.indexOf('.') - 1);
    }
    int before = withSpecial(left, right, special);
    int after = right;
    return n -> {
      double x = n.doubleValue();
      if (!Double.isFinite(x)) {
        return leftPad(special(x), before + after + 1);
      }
      String s = Decimals.positional(x, type, o.precision());
      String aligned = leftPad(s, before + s.length() - s.indexOf('.'));
      return aligned + " ".repeat(before + 1 + after - aligned.length());
    };
  }

  private static Function<Number, String> scientific(
      DType type, List<Double> finite, List<String> special, PrintOptions o) {
    int left = 0;
    int fraction = 0;
    int exponent = 0;
    for (double x : finite) {
      String s = Decimals.scientific(x, type, 0, o.precision());
      left = Math.max(left, s.indexOf('.'));
      fraction = Math.max(fraction, s.indexOf('e') - s.indexOf('.') - 1);
      exponent = Math.max(exponent, s.length() - s.indexOf('e') - 2);
    }
    int digits = fraction;
    int exponentDigits = exponent;
    int right = exponentDigits + 2 + digits;
    int before = withSpecial(left, right, special);
    return n -> {
      double x = n.doubleValue();
      if (!Double.isFinite(x)) {
        return leftPad(special(x), before + right + 1);
      }
      String s = Decimals.scientific(x, type, digits, digits);
      int e = s.indexOf('e') + 2;
      String wide =
          s.substring(0, e) + "0".repeat(exponentDigits - (s.length() - e)) + s.substring(e);
      return leftPad(wide, before + wide.length() - wide.indexOf('.'));
    };
  }

  /// Room before the point: `nan` and `inf` use that of the digits after it, too.
  private static int withSpecial(int left, int right, List<String> special) {
    int room = left;
    for (String s : special) {
      room = Math.max(room, s.length() - right - 1);
    }
    // An array with any of them has room for both.
    return special.isEmpty() ? room : Math.max(room, 3 - right - 1);
  }

  private static String leftPad(String s, int width) {
    return " ".repeat(Math.max(0, width - s.length())) + s;
  }
}
