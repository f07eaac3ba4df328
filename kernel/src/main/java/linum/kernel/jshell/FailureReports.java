package linum.kernel.jshell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import linum.kernel.jshell.Placements.Place;

/// Writes failures for the reader of a notebook: the line of the cell with a marker, the user's
/// frames, and one line in place of the library's and the kernel's frames.
final class FailureReports {
  private static final String RED = "\u001b[1;31m";
  private static final String CYAN = "\u001b[36m";
  private static final String PLAIN = "\u001b[0m";
  private static final int MOST_LINES = 24;

  private final Placements placements;

  FailureReports(Placements placements) {
    this.placements = placements;
  }

  /// The report of code that does not compile.
  ///
  /// @param offset where the text that the problems' positions refer to starts in the cell
  Failure compilation(List<Diag> problems, CellSource cell, int offset) {
    List<String> lines = new ArrayList<>();
    List<Diag> errors = problems.stream().filter(Diag::isError).toList();
    for (Diag problem : errors) {
      lines.addAll(problem(problem, cell, offset));
    }
    String first =
        errors.isEmpty() ? "the code is not complete" : message(errors.getFirst()).getFirst();
    if (lines.isEmpty()) {
      lines.add(RED + Failure.COMPILATION + PLAIN + ": " + first);
    }
    return new Failure(Failure.COMPILATION, first, lines);
  }

  private static List<String> problem(Diag problem, CellSource cell, int offset) {
    int from = offset + (int) problem.getStartPosition();
    int to = offset + (int) problem.getEndPosition();
    int line = cell.lineAt(Math.min(from, cell.code().stripTrailing().length()));
    String text = cell.line(line);
    int column = cell.lineAt(from) == line ? cell.columnAt(from) : text.length();
    int width = Math.clamp(to - from, 1, Math.max(1, text.length() - column));
    List<String> message = message(problem);
    List<String> lines = new ArrayList<>();
    lines.add(RED + "error" + PLAIN + ": " + message.getFirst());
    lines.add("    at " + CYAN + cell.name() + ", line " + line + PLAIN);
    String number = "  > %3d | ".formatted(line);
    lines.add(number + text);
    lines.add(" ".repeat(number.length() + column) + RED + "^".repeat(width) + PLAIN);
    message.stream().skip(1).forEach(lines::add);
    return lines;
  }

  /// A message without the lines that tell where in JShell's own wrapping a symbol is missing.
  private static List<String> message(Diag problem) {
    return problem
        .getMessage(Locale.ROOT)
        .lines()
        .filter(line -> !line.strip().startsWith("location: class"))
        .toList();
  }

  /// The report of an interrupt.
  Failure interrupt() {
    String message = "the cell was interrupted";
    return new Failure(
        Failure.INTERRUPT, message, List.of(RED + Failure.INTERRUPT + PLAIN + ": " + message));
  }

  /// The report of a failure that has no place in a cell, such as an unknown magic.
  Failure plain(String name, String message) {
    return new Failure(name, message, List.of(RED + name + PLAIN + ": " + message));
  }

  /// The report of an exception with its causes.
  Failure exception(Throwable thrown) {
    List<String> lines = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    String prefix = "";
    for (Throwable next = thrown; next != null && seen.add(next); next = next.getCause()) {
      lines.add(prefix + heading(next));
      lines.addAll(frames(next.getStackTrace()));
      prefix = "Caused by: ";
    }
    return new Failure(name(thrown), message(thrown), lines);
  }

  /// Keeps both ends of a long trace: a recursion without end says nothing new in its middle.
  private static List<String> shorten(List<String> lines) {
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> result = new ArrayList<>(lines.subList(0, MOST_LINES / 2));
    result.add("    … (%d more lines)".formatted(lines.size() - MOST_LINES));
    result.addAll(lines.subList(lines.size() - MOST_LINES / 2, lines.size()));
    return result;
  }

  private static String heading(Throwable thrown) {
    String message = message(thrown);
    String name = RED + name(thrown) + PLAIN;
    return message.isEmpty() ? name : name + ": " + message;
  }

  private static String message(Throwable thrown) {
    return thrown.getMessage() == null ? "" : thrown.getMessage();
  }

  /// The class of an exception; of one declared in a cell only the name that the cell gave it.
  static String name(Throwable thrown) {
    String name = thrown.getClass().getName();
    return Placements.isUserClass(name) ? name.substring(name.lastIndexOf('$') + 1) : name;
  }

  private List<String> frames(StackTraceElement[] trace) {
    int end = trace.length;
    while (end > 0 && !Placements.isUserClass(trace[end - 1].getClassName())) {
      end--; // what is outside of the user's code is how the kernel called it
    }
    List<String> lines = new ArrayList<>();
    List<StackTraceElement> folded = new ArrayList<>();
    for (StackTraceElement frame : Arrays.copyOf(trace, end)) {
      Optional<Place> place = placements.find(frame);
      if (place.isEmpty()) {
        folded.add(frame);
      } else {
        fold(folded, lines);
        lines.addAll(shown(frame, place.get()));
      }
    }
    fold(end == 0 ? List.of(trace) : folded, lines);
    return shorten(lines);
  }

  private static void fold(List<StackTraceElement> frames, List<String> lines) {
    if (frames.isEmpty()) {
      return;
    }
    StackTraceElement first = frames.getFirst();
    String where = first.getClassName() + "." + first.getMethodName();
    lines.add(
        "    in %s%s"
            .formatted(
                where, frames.size() == 1 ? "" : " (and " + (frames.size() - 1) + " more frames)"));
    if (frames instanceof ArrayList<StackTraceElement>) {
      frames.clear();
    }
  }

  private static List<String> shown(StackTraceElement frame, Place place) {
    CellSource cell = place.cell();
    String method = method(frame);
    List<String> lines = new ArrayList<>();
    lines.add(
        "    at "
            + (method.isEmpty() ? "" : method + ", ")
            + CYAN
            + cell.name()
            + ", line "
            + place.line()
            + PLAIN);
    lines.add("  > %3d | %s".formatted(place.line(), cell.line(place.line())));
    return lines;
  }

  /// The user's name of the method of a frame; empty at the top level of a cell.
  private static String method(StackTraceElement frame) {
    String type = frame.getClassName();
    int nested = type.indexOf('$', type.indexOf("$JShell$") + "$JShell$".length());
    String owner =
        nested < 0
            ? ""
            : Arrays.stream(type.substring(nested + 1).split("\\$", -1))
                .collect(Collectors.joining("."));
    String method = frame.getMethodName();
    if (method.startsWith("lambda$")) {
      method = "a lambda";
    }
    if (method.equals("do_it$")) {
      return "";
    }
    return owner.isEmpty() ? method : owner + "." + method;
  }
}
