package linum.nnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Ways from an object to a part of it: names of fields and keys of maps as strings, positions in
/// lists as integers.
final class Paths {
  /// Numbers before names, each in ascending order.
  static final Comparator<Object> ORDER =
      (a, b) -> {
        if (a instanceof Integer i) {
          return b instanceof Integer j ? Integer.compare(i, j) : -1;
        }
        return b instanceof Integer ? 1 : a.toString().compareTo(b.toString());
      };

  private Paths() {}

  static List<Object> then(List<Object> path, Object key) {
    List<Object> longer = new ArrayList<>(path.size() + 1);
    longer.addAll(path);
    longer.add(key);
    return Collections.unmodifiableList(longer);
  }

  /// `hidden/kernel`, or what the root is called.
  static String text(List<?> path) {
    return path.isEmpty()
        ? "the root"
        : path.stream().map(Object::toString).collect(Collectors.joining("/"));
  }

  /// The key under which a map's key is in paths.
  static Object key(Object raw) {
    return raw instanceof Integer ? raw : raw.toString();
  }
}
