package linum.tree;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keys and static values as structures print them: strings in quotes, `null` as `None`.
final class Repr {
  private Repr() {}

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case String s when s.contains("'") && !s.contains("\"") -> '"' + escaped(s) + '"';
      case String s -> "'" + escaped(s).replace("'", "\\'") + "'";
      case Character c -> of(c.toString());
      case Boolean b -> b ? "True" : "False";
      default -> value.toString();
    };
  }

  /// `()`, `(4,)`, `(4, 'a')`.
  static String tuple(List<?> values) {
    String inner = values.stream().map(Repr::of).collect(Collectors.joining(", "));
    return values.size() == 1 ? "(" + inner + ",)" : "(" + inner + ")";
  }

  private static String escaped(String s) {
    return s.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r");
  }
}
