package linum.magics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The source of a call, taken apart: `grad(f).apply(x, y)` is `grad(f).apply` with `x` and `y`.
///
/// @param receiver a variable at the start of the callee that is the first of the arguments, too;
///   empty if there is none
record CallExpression(String callee, List<String> arguments, String receiver) {

  CallExpression(String callee, List<String> arguments) {
    this(callee, arguments, "");
  }

  /// This call with the variable that its method belongs to among the arguments.
  CallExpression withReceiver(String variable) {
    if (variable.isEmpty()) {
      return this;
    }
    List<String> all = new ArrayList<>();
    all.add(variable);
    all.addAll(arguments);
    return new CallExpression(callee, List.copyOf(all), variable);
  }

  /// The outermost call of an expression; empty if the expression is not a call.
  static Optional<CallExpression> parse(String source) {
    String text = source.strip();
    if (!text.endsWith(")")) {
      return Optional.empty();
    }
    List<Integer> opened = new ArrayList<>();
    List<Integer> commas = new ArrayList<>();
    int lastOpen = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\'' -> i = endOfLiteral(text, i);
        case '(', '[', '{' -> {
          opened.add(i);
          if (opened.size() == 1) {
            lastOpen = i;
            commas.clear();
          }
        }
        case ')', ']', '}' -> {
          if (opened.isEmpty()) {
            return Optional.empty();
          }
          opened.removeLast();
        }
        case ',' -> {
          if (opened.isEmpty()) {
            return Optional.empty();
          }
          if (opened.size() == 1) {
            commas.add(i);
          }
        }
        default -> {
          if (opened.isEmpty() && !isPartOfName(c)) {
            return Optional.empty();
          }
        }
      }
    }
    String callee = lastOpen < 0 ? "" : text.substring(0, lastOpen).strip();
    boolean call =
        opened.isEmpty()
            && !callee.isEmpty()
            && Character.isJavaIdentifierPart(callee.charAt(callee.length() - 1));
    return call
        ? Optional.of(new CallExpression(callee, split(text, lastOpen + 1, commas)))
        : Optional.empty();
  }

  private static boolean isPartOfName(char c) {
    return Character.isJavaIdentifierPart(c) || Character.isWhitespace(c) || c == '.';
  }

  private static int endOfLiteral(String text, int start) {
    char quote = text.charAt(start);
    int i = start + 1;
    while (i < text.length() && text.charAt(i) != quote) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  private static List<String> split(String text, int start, List<Integer> commas) {
    List<String> parts = new ArrayList<>();
    int from = start;
    for (int comma : commas) {
      parts.add(text.substring(from, comma).strip());
      from = comma + 1;
    }
    String last = text.substring(from, text.length() - 1).strip();
    if (!last.isEmpty() || !parts.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }
}
