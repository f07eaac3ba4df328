package linum.kernel.jshell;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/// Answers what an editor asks while the user types. Positions are indexes into the string.
public final class Assistance {

  /// What may stand in place of the text between two positions.
  public record Completion(List<String> matches, int start, int end) {
    public Completion {
      matches = List.copyOf(matches);
    }
  }

  /// Whether code can be run as it is.
  public enum Completeness {
    COMPLETE,
    INCOMPLETE,
    INVALID
  }

  private final SourceCodeAnalysis analysis;
  private final CellSplitter splitter;
  private final DocIndex docs;
  private final ReentrantLock lock;
  private final Syntax syntax = new Syntax();

  Assistance(
      SourceCodeAnalysis analysis, CellSplitter splitter, DocIndex docs, ReentrantLock lock) {
    this.analysis = analysis;
    this.splitter = splitter;
    this.docs = docs;
    this.lock = lock;
  }

  /// What may stand at a position, what fits the expected type first.
  public Completion complete(String code, int cursor) {
    return locked(() -> {
      CodeContext context = CodeContext.before(code, cursor, splitter);
      int[] anchor = {context.text().length()};
      List<String> matches =
          analysis.completionSuggestions(context.text(), context.text().length(), anchor).stream()
              .sorted(
                  Comparator.comparing((Suggestion suggestion) -> !suggestion.matchesType())
                      .thenComparing(Suggestion::continuation, String.CASE_INSENSITIVE_ORDER))
              .map(Suggestion::continuation)
              .distinct()
              .toList();
      int start = Math.clamp(anchor[0] + (long) context.shift(), 0, cursor);
      return new Completion(matches, start, cursor);
    });
  }

  /// The documentation of what stands at a position, or else of the method whose arguments do.
  public Optional<Inspection> inspect(String code, int cursor) {
    return locked(() -> {
      Optional<Inspection> here = documentation(code, endOfName(code, cursor));
      int call = enclosingCall(code, cursor);
      return here.isPresent() || call < 0 ? here : documentation(code, call + 1);
    });
  }

  /// Whether code can be run, needs more lines, or is wrong.
  public Completeness completeness(String code) {
    return locked(() -> {
      for (Piece piece : splitter.split(code)) {
        if (piece instanceof Piece.Java java) {
          Completeness completeness = completeness(java);
          if (completeness != Completeness.COMPLETE) {
            return completeness;
          }
        }
      }
      return Completeness.COMPLETE;
    });
  }

  private Completeness completeness(Piece.Java piece) {
    return switch (analysis.analyzeCompletion(piece.source()).completeness()) {
      case COMPLETE, COMPLETE_WITH_SEMI ->
          syntax.isValid(piece.source()) ? Completeness.COMPLETE : Completeness.INVALID;
      case EMPTY -> Completeness.COMPLETE;
      case CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE -> Completeness.INCOMPLETE;
      case UNKNOWN -> Completeness.INVALID;
    };
  }

  private Optional<Inspection> documentation(String code, int cursor) {
    CodeContext context = CodeContext.before(code, cursor, splitter);
    List<Documentation> found =
        analysis.documentation(context.text(), context.text().length(), true);
    return found.isEmpty() ? Optional.empty() : Optional.of(Inspection.of(found, docs));
  }

  /// The end of the name around a position, with an opening parenthesis after it: JShell answers
  /// only there.
  private static int endOfName(String code, int cursor) {
    int end = Math.clamp(cursor, 0, code.length());
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    boolean call = end < code.length() && code.charAt(end) == '(';
    return call ? end + 1 : end;
  }

  /// The parenthesis that is open at a position, or -1.
  private static int enclosingCall(String code, int cursor) {
    int closed = 0;
    for (int i = Math.min(cursor, code.length()) - 1; i >= 0; i--) {
      switch (code.charAt(i)) {
        case ')' -> closed++;
        case '(' -> {
          if (closed == 0) {
            return i;
          }
          closed--;
        }
        case ';' -> {
          return -1;
        }
        default -> {}
      }
    }
    return -1;
  }

  private <T> T locked(Supplier<T> answer) {
    lock.lock();
    try {
      return answer.get();
    } finally {
      lock.unlock();
    }
  }
}
