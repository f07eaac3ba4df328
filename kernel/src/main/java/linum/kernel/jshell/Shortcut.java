package linum.kernel.jshell;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A cheaper way to say an expression to JShell: as a statement.
///
/// JShell compiles a bare expression once to find its type, then again to keep its value in a new
/// variable `$1`, which every later snippet imports. Said as `if (true) return …` it is compiled
/// once, is named nowhere, and its value comes back as an object. What does not compile in that form
/// (a void call, say) is left to JShell as it was written; so are errors, for their positions.
///
/// @param prefix what stands before the piece's own text
/// @param source the whole statement
record Shortcut(String prefix, String source) {
  private static final Pattern EXPRESSION_STATEMENT =
      Pattern.compile("(?:new\\s+)?([\\w.]+)\\s*(?:\\(|\\[\\s*[^\\]\\s]|=(?!=)|\\+\\+|--|[-+*/%&|^]=)");
  private static final Set<String> KEYWORDS =
      Set.of(
          "if", "for", "while", "do", "switch", "synchronized", "try", "return", "throw", "yield",
          "assert", "import", "class");

  /// The shortcut for a piece, or `null` if it has none.
  static @Nullable Shortcut of(Piece.Java piece) {
    String source = piece.source();
    switch (piece.end()) {
      case OPEN -> {
        return around("if (true) return ", source, "\n;");
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
