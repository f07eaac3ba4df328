package linum.kernel.jshell;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A cheaper way to say an expression to JShell.
///
/// JShell compiles a bare expression to find its type, and then again to keep its value in a new
/// variable `$1` that every later snippet imports. As the initializer of a variable of type
/// `Object` it is compiled in half the time; the variable is dropped afterwards. A call that is
/// ended by a semicolon is cheaper as part of a statement. What does not compile in that form (a
/// void call without semicolon, say) is left to JShell as it was written; so are errors, for the
/// sake of their positions.
///
/// @param prefix what stands before the piece's own text
/// @param source the whole snippet
record Shortcut(String prefix, String source) {
  /// The variable that holds the value of an expression for a moment.
  static final String RESULT = "result$";

  private static final Pattern EXPRESSION_STATEMENT =
      Pattern.compile(
          "(?:new\\s+)?([\\w.]+)\\s*(?:\\(|\\[\\s*[^\\]\\s]|=(?!=)|\\+\\+|--|[-+*/%&|^]=)");
  private static final Set<String> KEYWORDS =
      Set.of(
          "if",
          "for",
          "while",
          "do",
          "switch",
          "synchronized",
          "try",
          "return",
          "throw",
          "yield",
          "assert",
          "import",
          "class");

  /// The shortcut for a piece, or `null` if it has none.
  static @Nullable Shortcut of(Piece.Java piece) {
    String source = piece.source();
    switch (piece.end()) {
      case OPEN -> {
        return around("Object " + RESULT + " = (", source, "\n);");
      }
      case SEMICOLON -> {
        Matcher statement = EXPRESSION_STATEMENT.matcher(source);
        if (statement.lookingAt() && !KEYWORDS.contains(statement.group(1))) {
          return around("if (true) ", source, "");
        }
      }
      case BRACE -> {}
    }
    return null;
  }

  private static Shortcut around(String prefix, String source, String suffix) {
    return new Shortcut(prefix, prefix + source + suffix);
  }
}
