package linum.linen;

import java.util.LinkedHashMap;
import java.util.Map;

/// Nested maps: what variables are made of. A value that is a map is a branch, any other a leaf.
final class Branches {
  private Branches() {}

  /// A value that is a map.
  // Safe: variables have checked that the keys of all maps in them are strings.
  @SuppressWarnings("unchecked")
  static Map<String, Object> of(Object value) {
    return (Map<String, Object>) value;
  }

  /// A copy of all maps, which may be changed.
  static Map<String, Object> copy(Map<String, Object> branch) {
    Map<String, Object> copy = new LinkedHashMap<>();
    branch.forEach((name, value) -> copy.put(name, value instanceof Map ? copy(of(value)) : value));
    return copy;
  }

  /// A value with all maps in it copied, those of variables, too.
  ///
  /// @throws IllegalArgumentException if a key is no string
  static Object checked(Object value) {
    Object plain = value instanceof Variables v ? v.entries() : value;
    if (!(plain instanceof Map<?, ?> map)) {
      return plain;
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, child) -> copy.put(name(key), checked(child)));
    return copy;
  }

  private static String name(Object key) {
    if (key instanceof String name) {
      return name;
    }
    throw new IllegalArgumentException(
        "variables: the names of collections, modules and variables are strings, but here is %s."
            .formatted(key));
  }

  /// Puts a value in its place. A map is put into the map that is there, name by name.
  static void put(Map<String, Object> target, String name, Object value) {
    Object plain = value instanceof Variables v ? v.entries() : value;
    if (!(plain instanceof Map)) {
      target.put(name, plain);
    } else if (target.get(name) instanceof Map<?, ?> there) {
      of(plain).forEach((n, v) -> put(of(there), n, v));
    } else {
      target.put(name, checked(plain));
    }
  }
}
