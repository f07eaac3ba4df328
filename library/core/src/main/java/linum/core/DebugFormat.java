package linum.core;

import java.util.List;

/// The text of a [linum.ir.Callback.DebugPrint]: `{}` stands for the next operand, `{0}` for the
/// first one, `{{` and `}}` for braces.
public final class DebugFormat {
  private DebugFormat() {}

  /// The text, with the operands in their places.
  ///
  /// @throws IllegalArgumentException if the format names an operand that is not there
  public static String format(String format, List<? extends Array> operands) {
    StringBuilder out = new StringBuilder();
    int next = 0;
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      if ((c == '{' || c == '}') && format.startsWith(String.valueOf(c), i + 1)) {
        out.append(c);
        i += 2;
      } else if (c == '{') {
        int end = format.indexOf('}', i);
        String name = end < 0 ? "" : format.substring(i + 1, end).strip();
        boolean counted = end >= 0 && name.isEmpty();
        out.append(operand(format, counted ? String.valueOf(next++) : name, operands));
        i = end + 1;
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  private static Array operand(String format, String name, List<? extends Array> operands) {
    boolean number = !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    int index = number ? Integer.parseInt(name) : -1;
    if (index < 0 || index >= operands.size()) {
      throw new IllegalArgumentException(
          "debug_print: \"%s\" refers to an operand \"%s\", but there are %d operands\nWrite {} for the next operand, {0} for the first, {{ for a brace."
              .formatted(format, name, operands.size()));
    }
    return operands.get(index);
  }
}
