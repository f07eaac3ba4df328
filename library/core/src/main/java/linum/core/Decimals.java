package linum.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import linum.ir.DType;
import linum.ir.Scalars;

/// Floating numbers in decimal digits.
final class Decimals {
  private Decimals() {}

  /// The decimal with the fewest digits that is `x` after rounding to its type, of those the
  /// nearest.
  static BigDecimal shortest(double x, DType type) {
    BigDecimal exact = new BigDecimal(x);
    for (int digits = 1; digits < 17; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (read(rounded, type) == x) {
        return strip(rounded);
      }
    }
    return strip(exact.round(new MathContext(17, RoundingMode.HALF_EVEN)));
  }

  private static double read(BigDecimal d, DType type) {
    return type == DType.FLOAT32 ? d.floatValue() : Scalars.round(d.doubleValue(), type);
  }

  private static BigDecimal strip(BigDecimal d) {
    return d.signum() == 0 ? BigDecimal.ZERO : d.stripTrailingZeros();
  }

  /// As `2.5`, `1.` or `-0.`: at most `precision` digits after the point, no trailing zeros.
  static String positional(double x, DType type, int precision) {
    BigDecimal d = shortest(x, type);
    if (d.scale() > precision) {
      d = strip(new BigDecimal(x).setScale(precision, RoundingMode.HALF_EVEN));
    }
    String s = d.abs().setScale(Math.max(0, d.scale())).toPlainString();
    return sign(x) + (s.contains(".") ? s : s + ".");
  }

  /// As `1.5e+10` with `least` to `most` digits after the point; those that are not needed to tell
  /// `x` from its neighbours are those of its exact value.
  static String scientific(double x, DType type, int least, int most) {
    BigDecimal d = shortest(x, type);
    int fractional = Math.clamp(d.precision() - 1, least, most);
    if (d.precision() - 1 != fractional) {
      d = strip(new BigDecimal(x).round(new MathContext(fractional + 1, RoundingMode.HALF_EVEN)));
    }
    String digits = d.unscaledValue().abs().toString();
    int exponent = d.signum() == 0 ? 0 : d.precision() - d.scale() - 1;
    String fraction = digits.substring(1);
    String zeros = "0".repeat(Math.max(0, least - fraction.length()));
    return "%s%c.%s%se%s%02d"
        .formatted(
            sign(x),
            digits.charAt(0),
            fraction,
            zeros,
            exponent < 0 ? "-" : "+",
            Math.abs(exponent));
  }

  /// With six digits, as C++ prints: how elements of `bfloat16` look.
  static String general(double x) {
    if (x == 0) {
      return sign(x) + "0";
    }
    BigDecimal d = strip(new BigDecimal(x).round(new MathContext(6, RoundingMode.HALF_EVEN)));
    int exponent = d.precision() - d.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return d.toPlainString();
    }
    String digits = d.unscaledValue().abs().toString();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return "%s%c%se%s%02d"
        .formatted(
            sign(x), digits.charAt(0), fraction, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static String sign(double x) {
    return x < 0 || (x == 0 && 1 / x < 0) ? "-" : "";
  }
}
