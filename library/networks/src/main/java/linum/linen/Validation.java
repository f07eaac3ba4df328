package linum.linen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import linum.core.Array;
import linum.ir.Aval;
import linum.tree.Tree;

/// Variables compared with those that a model asks for.
final class Validation {
  private Validation() {}

  /// @throws IllegalArgumentException listing all that is missing, too much or of another type
  static void check(Variables given, Variables wanted) {
    Map<String, List<Aval>> have = types(given);
    Map<String, List<Aval>> want = types(wanted);
    List<String> lines = new ArrayList<>();
    want.forEach((path, types) -> {
      if (!have.containsKey(path)) {
        lines.add("missing: %s, %s".formatted(path, text(types)));
      }
    });
    have.forEach((path, types) -> {
      if (!want.containsKey(path)) {
        lines.add("extra:   %s, %s".formatted(path, text(types)));
      }
    });
    want.forEach((path, types) -> {
      List<Aval> found = have.get(path);
      if (found != null && !found.equals(types)) {
        lines.add(
            "differs: %s is %s, but the model asks for %s"
                .formatted(path, text(found), text(types)));
      }
    });
    if (!lines.isEmpty()) {
      throw new IllegalArgumentException(
          "validate: the variables do not fit the model.\n%s\nRename what has another name by rename(…), drop what is too much by without(path), and make the rest by init."
              .formatted(String.join("\n", lines)));
    }
  }

  private static Map<String, List<Aval>> types(Variables variables) {
    Map<String, List<Aval>> all = new LinkedHashMap<>();
    Meta.unbox(variables)
        .flatten()
        .forEach((path, value) ->
            all.put(
                path,
                Tree.leaves(value).stream()
                    .map(Array::aval)
                    .map(a -> new Aval(a.dtype(), a.shape()))
                    .toList()));
    return all;
  }

  private static String text(List<Aval> types) {
    return types.stream()
        .map(a ->
            a.dtype()
                + "["
                + a.shape().toString().replaceAll("^\\(|,?\\)$", "").replace(" ", "")
                + "]")
        .collect(Collectors.joining(", "));
  }
}
