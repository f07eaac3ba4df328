package linum.kernel;

/// The protocol counts characters as Unicode code points, Java as UTF-16 units.
final class CodePoints {
  private CodePoints() {}

  static int toIndex(String text, int codePoints) {
    int count = Math.clamp(codePoints, 0, text.codePointCount(0, text.length()));
    return text.offsetByCodePoints(0, count);
  }

  static int fromIndex(String text, int index) {
    return text.codePointCount(0, index);
  }
}
