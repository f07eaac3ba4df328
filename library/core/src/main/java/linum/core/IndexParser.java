package linum.core;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads indices as they are written in Python: `0, :, 1:3, ..., None, ::-1`.
final class IndexParser {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

  private IndexParser() {}

  static List<Index> parse(String text) {
    List<Index> out = new ArrayList<>();
    String[] parts = text.split(",", -1);
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i].strip();
      boolean trailing = part.isEmpty() && i == parts.length - 1 && parts.length > 1;
      if (!trailing) {
        out.add(entry(part, text));
      }
    }
    return out;
  }

  private static Index entry(String part, String text) {
    return switch (part) {
      case "..." -> Index.ELLIPSIS;
      case "None", "null", "newaxis" -> Index.NEW_AXIS;
      case "True", "true" -> new Index.Flag(true);
      case "False", "false" -> new Index.Flag(false);
      default -> part.contains(":") ? range(part, text) : new Index.Position(number(part, text));
    };
  }

  private static Index range(String part, String text) {
    String[] bounds = part.split(":", -1);
    if (bounds.length > 3) {
      throw unreadable(part, text);
    }
    return new Index.Range(
        bound(bounds[0], text),
        bound(bounds[1], text),
        bounds.length < 3 ? null : bound(bounds[2], text));
  }

  private static @Nullable Integer bound(String s, String text) {
    String t = s.strip();
    return t.isEmpty() || t.equals("None") ? null : (Integer) number(t, text);
  }

  private static int number(String s, String text) {
    if (!NUMBER.matcher(s).matches()) {
      throw unreadable(s, text);
    }
    return Integer.parseInt(s);
  }

  private static IllegalArgumentException unreadable(String part, String text) {
    return new IllegalArgumentException(
        "at: cannot read \"%s\" in the index \"%s\"\nAn index is written as in \"0, :, 1:3, ..., None, ::-1\""
            .formatted(part, text));
  }
}
