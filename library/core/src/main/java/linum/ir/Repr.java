package linum.ir;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values written as JAX's printed forms have them, that is as Python writes them.
public final class Repr {
  private Repr() {}

  /// As a value inside a larger one: strings in quotes, lists as tuples, `null` as `None`.
  public static String of(@Nullable Object value) {
    return value instanceof String s ? quoted(s) : str(value);
  }

  /// As a value by itself: as [#of], but a string is its text.
  public static String str(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case Boolean b -> b ? "True" : "False";
      case Double d -> real(d);
      case Float f -> real(f);
      case Character c -> quoted(c.toString());
      case List<?> l -> tuple(l);
      default -> value.toString();
    };
  }

  /// `()`, `(4,)`, `(4, 'a')`.
  public static String tuple(List<?> values) {
    String inner = values.stream().map(Repr::of).collect(Collectors.joining(", "));
    return values.size() == 1 ? "(" + inner + ",)" : "(" + inner + ")";
  }

  /// `[]`, `[4]`, `[4, 'a']`.
  public static String list(List<?> values) {
    return values.stream().map(Repr::of).collect(Collectors.joining(", ", "[", "]"));
  }

  /// The shortest digits that give the number, with an exponent if it is below 1e-4 or from 1e16
  /// on.
  public static String real(double x) {
    if (Double.isNaN(x)) {
      return "nan";
    }
    if (Double.isInfinite(x)) {
      return x > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(x);
    if (size == 0) {
      return Double.toString(x);
    }
    BigDecimal digits = new BigDecimal(Double.toString(x)).stripTrailingZeros();
    if (size < 1e-4 || size >= 1e16) {
      return scientific(digits);
    }
    String plain = digits.toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  private static String scientific(BigDecimal x) {
    String digits = x.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - x.scale();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    String sign = x.signum() < 0 ? "-" : "";
    String e = (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "");
    return sign + digits.charAt(0) + fraction + e + Math.abs(exponent);
  }

  private static String quoted(String s) {
    String escaped =
        s.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r");
    return s.contains("'") && !s.contains("\"")
        ? '"' + escaped + '"'
        : "'" + escaped.replace("'", "\\'") + "'";
  }
}
