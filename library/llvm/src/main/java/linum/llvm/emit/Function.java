package linum.llvm.emit;

import java.util.Set;

/// A function that was written.
///
/// @param name without `@`
/// @param declaration what follows `declare` where other modules call it
/// @param text the whole function, as LLVM writes it
record Function(String name, String declaration, String text) {
  private static final String INTERNAL = "define internal ";

  /// The text without the name: what two functions that do the same have in common.
  String withoutName() {
    return text.replace("@" + name + "(", "@(");
  }

  /// The same so that other modules can call it.
  Function exported() {
    return text.startsWith(INTERNAL)
        ? new Function(name, declaration, "define " + text.substring(INTERNAL.length()))
        : this;
  }

  /// Adds what the text refers to: names after `@`.
  void addMentioned(Set<String> names) {
    int at = text.indexOf('@');
    while (at >= 0) {
      int end = at + 1;
      while (isPartOfName(text.charAt(end))) {
        end++;
      }
      names.add(text.substring(at + 1, end));
      at = text.indexOf('@', end);
    }
  }

  private static boolean isPartOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_';
  }
}
