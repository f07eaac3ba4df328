package linum.kernel.display;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Values as plain text: `toString`, but Java's arrays with their elements.
final class PlainText {
  private PlainText() {}

  static String of(@Nullable Object value) {
    if (value == null || !value.getClass().isArray()) {
      return String.valueOf(value);
    }
    String nested = Arrays.deepToString(new Object[] {value});
    return nested.substring(1, nested.length() - 1);
  }
}
