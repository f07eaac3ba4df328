package linum.kernel.jshell;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/// Where in which cell each snippet came from, to find the line of a stack frame.
final class Placements {
  // JShell names a snippet's class after its id, with letters added each time it is compiled again.
  private static final Pattern FRAME_CLASS =
      Pattern.compile("REPL\\.\\$JShell\\$(\\d+)[A-Z]*(?:\\$.*)?");

  /// A line of a cell.
  record Place(CellSource cell, int line) {}

  private record Placement(Snippet snippet, CellSource cell, int offset, int prefix) {}

  private final Map<String, Placement> byId = new HashMap<>();
  private final SourceCodeAnalysis analysis;

  Placements(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /// Notes where a snippet came from.
  ///
  /// @param offset where it starts in the cell
  /// @param prefix how many characters it has in front that the cell has not
  synchronized void add(Snippet snippet, CellSource cell, int offset, int prefix) {
    byId.put(snippet.id(), new Placement(snippet, cell, offset, prefix));
  }

  /// Whether a class was compiled from a snippet.
  static boolean isUserClass(String className) {
    return FRAME_CLASS.matcher(className).matches();
  }

  /// The line of the cell that a frame is at; empty for frames of other code.
  synchronized Optional<Place> find(StackTraceElement frame) {
    Matcher matcher = FRAME_CLASS.matcher(frame.getClassName());
    if (!matcher.matches() || frame.getLineNumber() < 1) {
      return Optional.empty();
    }
    return Optional.ofNullable(byId.get(matcher.group(1)))
        .map(placement -> place(placement, frame.getLineNumber()));
  }

  private Place place(Placement placement, int wrappedLine) {
    SnippetWrapper wrapper = analysis.wrapper(placement.snippet());
    int position = wrapper.wrappedToSourcePosition(firstCharacter(wrapper.wrapped(), wrappedLine));
    int inSnippet = Math.max(0, position - placement.prefix());
    CellSource cell = placement.cell();
    return new Place(cell, cell.lineAt(placement.offset() + inSnippet));
  }

  private static int firstCharacter(String text, int line) {
    int position = 0;
    for (int i = 1; i < line; i++) {
      position = text.indexOf('\n', position) + 1;
    }
    while (position < text.length() - 1 && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
    return position;
  }
}
