package linum.linen;

import java.util.TreeMap;
import java.util.stream.Collectors;
import linum.core.Array;

/// The shapes of variables as a text, a line each, sorted by path.
final class VariableShapes {
  private VariableShapes() {}

  static String of(Variables variables) {
    return new TreeMap<>(variables.flatten())
        .entrySet().stream()
            .map(e -> e.getKey() + " " + ((Array) e.getValue()).aval())
            .collect(Collectors.joining("\n"));
  }
}
