package linum.kernel.jshell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/// Splits a cell into its pieces.
///
/// A snippet ends at a line's end where Java allows it to end, unless the next line goes on with
/// it: with a dot, an operator, `else`, a body. JShell alone would end a call chain at its first
/// line. A line that starts with `%name` where a snippet may start is a magic; a `%` inside a text
/// block or an expression is left alone.
final class CellSplitter {
  private static final Pattern MAGIC =
      Pattern.compile("\\s*(?:([\\w.<>\\[\\],\\s]*\\w)\\s*=\\s*)?%([A-Za-z]\\w*)(?:\\s+(.*))?");
  private static final Pattern NEVER_STARTS =
      Pattern.compile("(?:else|catch|finally)\\b.*", Pattern.DOTALL);
  private static final Pattern GOES_ON =
      Pattern.compile(
          "(?:[.?:{*/&|^=<>]|[+](?![+])|-(?!-)|%(?![A-Za-z%])|!=|instanceof\\b|throws\\b|extends\\b"
              + "|implements\\b|permits\\b).*",
          Pattern.DOTALL);

  private final SourceCodeAnalysis analysis;

  CellSplitter(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /// The pieces, in order. One that never becomes complete is the last, as it stands.
  List<Piece> split(String code) {
    return new Run(code).pieces();
  }

  private final class Run {
    private final String code;
    private final List<Piece> pieces = new ArrayList<>();
    private Nesting nesting = new Nesting();
    private int start; // of the text not yet taken

    Run(String code) {
      this.code = code;
    }

    List<Piece> pieces() {
      int lineStart = 0;
      while (lineStart < code.length()) {
        int newline = code.indexOf('\n', lineStart);
        int lineEnd = newline < 0 ? code.length() : newline;
        line(code.substring(lineStart, lineEnd), lineEnd);
        lineStart = lineEnd + 1;
      }
      String rest = code.substring(Math.min(start, code.length()));
      if (analysis.analyzeCompletion(rest).completeness() != Completeness.EMPTY) {
        pieces.add(new Piece.Java(rest, start, Piece.End.SEMICOLON));
      }
      return pieces;
    }

    private void line(String line, int lineEnd) {
      int next = Math.min(lineEnd + 1, code.length());
      Matcher magic = MAGIC.matcher(line);
      if (nothingPending(lineEnd - line.length()) && magic.matches()) {
        pieces.add(magic(magic, lineEnd - line.length()));
        restart(next);
        return;
      }
      nesting.read(line);
      if (!nesting.isOpen() && !goesOn(next)) {
        take(lineEnd, next);
      }
    }

    private static Piece magic(Matcher line, int offset) {
      String target = line.group(1) == null ? "" : line.group(1).strip();
      String arguments = line.group(3) == null ? "" : line.group(3).strip();
      return new Piece.Magic(target, line.group(2), arguments, offset);
    }

    private boolean nothingPending(int lineStart) {
      return code.substring(Math.min(start, lineStart), lineStart).isBlank();
    }

    private void restart(int offset) {
      start = offset;
      nesting = new Nesting();
    }

    /// Whether the next line with code continues the snippet that could end here.
    private boolean goesOn(int offset) {
      String next =
          code.substring(offset)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("/*"))
              .findFirst()
              .orElse("");
      if (NEVER_STARTS.matcher(next).matches()) {
        return true;
      }
      return switch (nesting.lastCharacter()) {
        case ';' -> false;
        case '}' -> next.startsWith(".");
        default -> GOES_ON.matcher(next).matches();
      };
    }

    /// Takes the snippets that are complete; a line may hold several.
    private void take(int end, int next) {
      while (true) {
        String pending = code.substring(start, end);
        CompletionInfo info = analysis.analyzeCompletion(pending);
        switch (info.completeness()) {
          case EMPTY -> {
            restart(next);
            return;
          }
          case COMPLETE, COMPLETE_WITH_SEMI -> {
            add(info.source());
            start += pending.length() - info.remaining().length();
          }
          case CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE, UNKNOWN -> {
            return;
          }
        }
      }
    }

    private void add(String source) {
      String text = source.stripLeading();
      Nesting ending = new Nesting();
      text.lines().forEach(ending::read);
      Piece.End end =
          switch (ending.lastCharacter()) {
            case ';' -> Piece.End.SEMICOLON;
            case '}' -> Piece.End.BRACE;
            default -> Piece.End.OPEN;
          };
      pieces.add(new Piece.Java(text, start + source.length() - text.length(), end));
    }
  }
}
