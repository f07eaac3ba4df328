package linum.linen;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import linum.core.Array;

/// Variables as text.
///
/// In JAX: `flax.core.pretty_repr`.
final class VariablesText {
  private VariablesText() {}

  static String of(Map<String, Object> branch) {
    if (branch.isEmpty()) {
      return "{}";
    }
    return branch.entrySet().stream()
        .map(e -> "%s: %s,\n".formatted(e.getKey(), text(e.getValue())).indent(4))
        .collect(Collectors.joining("", "{\n", "}"));
  }

  private static String text(Object value) {
    return switch (value) {
      case Array a -> a.repr();
      case Map<?, ?> _ -> of(Branches.of(value));
      case List<?> l ->
          l.stream()
              .map(e -> text(Objects.requireNonNull(e)))
              .collect(Collectors.joining(", ", "(", l.size() == 1 ? ",)" : ")"));
      default -> value.toString();
    };
  }
}
