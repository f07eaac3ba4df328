package linum.linen;

import java.util.regex.Pattern;

/// Patterns of paths: `*` stands for any letters of one name, `**` for any number of names.
final class Patterns {
  private Patterns() {}

  static boolean matches(String pattern, String path) {
    return Pattern.matches(regex(pattern), path);
  }

  private static String regex(String pattern) {
    StringBuilder s = new StringBuilder();
    int i = 0;
    while (i < pattern.length()) {
      if (pattern.startsWith("**/", i)) {
        s.append("(?:[^/]+/)*");
        i += 3;
      } else if (pattern.startsWith("**", i)) {
        s.append(".*");
        i += 2;
      } else if (pattern.charAt(i) == '*') {
        s.append("[^/]*");
        i++;
      } else {
        s.append(Pattern.quote(pattern.substring(i, i + 1)));
        i++;
      }
    }
    return s.toString();
  }
}
