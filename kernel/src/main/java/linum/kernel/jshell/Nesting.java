package linum.kernel.jshell;

/// What is still open at the end of the lines read so far: brackets, a comment, a text block.
final class Nesting {
  private enum Mode {
    CODE,
    COMMENT,
    TEXT_BLOCK
  }

  private Mode mode = Mode.CODE;
  private int depth;
  private char last;

  /// Reads one more line.
  void read(String line) {
    int i = 0;
    while (i < line.length()) {
      i =
          switch (mode) {
            case CODE -> code(line, i);
            case COMMENT -> until("*/", line, i);
            case TEXT_BLOCK -> textBlock(line, i);
          };
    }
  }

  /// Whether the lines cannot end here.
  boolean isOpen() {
    return mode != Mode.CODE || depth > 0;
  }

  /// The last character that is neither space nor comment.
  char lastCharacter() {
    return last;
  }

  private int code(String line, int i) {
    if (line.startsWith("//", i)) {
      return line.length();
    }
    if (line.startsWith("/*", i)) {
      mode = Mode.COMMENT;
      return i + 2;
    }
    if (line.startsWith("\"\"\"", i)) {
      mode = Mode.TEXT_BLOCK;
      return i + 3;
    }
    char c = line.charAt(i);
    if (!Character.isWhitespace(c)) {
      last = c;
    }
    return switch (c) {
      case '"', '\'' -> literal(line, i, c);
      case '(', '[', '{' -> {
        depth++;
        yield i + 1;
      }
      case ')', ']', '}' -> {
        depth = Math.max(0, depth - 1);
        yield i + 1;
      }
      default -> i + 1;
    };
  }

  private static int literal(String line, int start, char quote) {
    int i = start + 1;
    while (i < line.length() && line.charAt(i) != quote) {
      i += line.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, line.length());
  }

  private int textBlock(String line, int i) {
    if (line.charAt(i) == '\\') {
      return i + 2;
    }
    if (line.startsWith("\"\"\"", i)) {
      mode = Mode.CODE;
      last = '"';
      return i + 3;
    }
    return i + 1;
  }

  private int until(String end, String line, int i) {
    int found = line.indexOf(end, i);
    if (found < 0) {
      return line.length();
    }
    mode = Mode.CODE;
    return found + end.length();
  }
}
