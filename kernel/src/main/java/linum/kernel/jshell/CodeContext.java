package linum.kernel.jshell;

import java.util.List;
import java.util.regex.Pattern;

/// The part of a cell that JShell must see to answer a question about a place in it: JShell knows
/// one snippet at a time, or a run of statements.
///
/// @param text the snippet before the place, after the statements of the cell that it may refer to
/// @param shift what to add to a position in the text to get the position in the cell
record CodeContext(String text, int shift) {
  // Such a snippet cannot stand after statements.
  private static final Pattern STANDS_ALONE =
      Pattern.compile(
          "(?:@\\w+\\s*)*(?:(?:public|private|protected|static|final|abstract|sealed|non-sealed)\\s+)*"
              + "(?:import\\b|(?:class|interface|enum|record|@interface)\\s+\\w"
              + "|[\\w.<>\\[\\],\\s]+\\s\\w+\\s*\\([^()]*\\)\\s*(?:throws[^{]*)?\\{).*",
          Pattern.DOTALL);

  /// The context of a place in a cell.
  static CodeContext before(String code, int cursor, CellSplitter splitter) {
    String head = code.substring(0, cursor);
    List<Piece> pieces = splitter.split(head);
    if (pieces.isEmpty()) {
      return new CodeContext(head, 0);
    }
    return switch (pieces.getLast()) {
      case Piece.Magic magic -> {
        int start = head.length() - magic.arguments().length();
        yield new CodeContext(magic.arguments(), head.endsWith(magic.arguments()) ? start : 0);
      }
      case Piece.Java last -> {
        String current = head.substring(last.offset());
        String earlier =
            STANDS_ALONE.matcher(current).matches()
                ? ""
                : statements(pieces.subList(0, pieces.size() - 1));
        yield new CodeContext(earlier + current, last.offset() - earlier.length());
      }
    };
  }

  private static String statements(List<Piece> pieces) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Java java
          && java.end() == Piece.End.SEMICOLON
          && !java.source().startsWith("import")) {
        text.append(java.source()).append('\n');
      }
    }
    return text.toString();
  }
}
