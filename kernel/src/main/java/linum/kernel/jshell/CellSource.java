package linum.kernel.jshell;

/// A text that was run, and what to call it in error messages.
///
/// @param name as `cell 3`
/// @param code the text
public record CellSource(String name, String code) {

  /// The number of the line at an offset, from 1.
  int lineAt(int offset) {
    int end = Math.clamp(offset, 0, code.length());
    return 1 + (int) code.substring(0, end).chars().filter(c -> c == '\n').count();
  }

  /// The column at an offset, from 0.
  int columnAt(int offset) {
    int end = Math.clamp(offset, 0, code.length());
    return end - (code.lastIndexOf('\n', end - 1) + 1);
  }

  /// The text of a line, from 1.
  String line(int number) {
    return code.lines().skip(number - 1L).findFirst().orElse("");
  }

  /// The number of lines.
  int lineCount() {
    return (int) code.lines().count();
  }
}
