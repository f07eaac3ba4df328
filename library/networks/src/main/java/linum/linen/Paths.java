package linum.linen;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import linum.core.Array;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Ways through nested maps: names joined by a separator.
final class Paths {
  private Paths() {}

  /// What is at a path, null if nothing.
  static @Nullable Object find(Map<String, Object> root, String path) {
    Object at = root;
    for (String name : names(root, path)) {
      if (!(at instanceof Map<?, ?> branch) || branch.get(name) == null) {
        return null;
      }
      at = branch.get(name);
    }
    return at;
  }

  /// The names in a path: split at each `/`, but where a branch has a name that has one itself.
  static List<String> names(Map<String, Object> root, String path) {
    List<String> known = known(root, path);
    return known == null ? List.of(path.split("/", -1)) : known;
  }

  /// The names that lead to what is at a path, null if there is nothing.
  private static @Nullable List<String> known(Map<?, ?> branch, String path) {
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      String first = path.substring(0, end);
      List<String> rest =
          branch.get(first) instanceof Map<?, ?> m ? known(m, path.substring(end + 1)) : null;
      if (rest != null) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
      }
    }
    return branch.get(path) == null ? null : List.of(path);
  }

  static Object value(Variables variables, String path) {
    Object found = find(variables.entries(), path);
    if (found == null) {
      throw missing(variables.entries(), path);
    }
    return found instanceof Map ? new Variables(Branches.of(found)) : found;
  }

  static Array array(Variables variables, String path) {
    return switch (value(variables, path)) {
      case Array a -> a;
      case Variables v ->
          throw new IllegalArgumentException(
              "get(\"%s\"): this is no array but a branch with %s.\nTake the branch by at(\"%1$s\"), or an array by a longer path."
                  .formatted(path, v.names()));
      case Object other ->
          throw new IllegalArgumentException(
              "get(\"%s\"): this is no array but %s.\nTake it by value(\"%1$s\")."
                  .formatted(path, other));
    };
  }

  static Variables branch(Variables variables, String path) {
    if (value(variables, path) instanceof Variables v) {
      return v;
    }
    throw new IllegalArgumentException(
        "at(\"%s\"): this is no branch but a leaf.\nTake it by get(\"%1$s\").".formatted(path));
  }

  private static IllegalArgumentException missing(Map<String, Object> root, String path) {
    String[] names = path.split("/", -1);
    Object at = root;
    int known = 0;
    while (known < names.length && at instanceof Map<?, ?> m && m.get(names[known]) != null) {
      at = m.get(names[known]);
      known++;
    }
    String reached = "/" + String.join("/", Arrays.copyOf(names, known));
    return new IllegalArgumentException(
        "variables: there is nothing at \"%s\": %s %s.\nPrint them to see all names."
            .formatted(
                path,
                reached,
                at instanceof Map<?, ?> m ? "has " + m.keySet() : "is a leaf, not a branch"));
  }

  static Map<String, Object> with(Map<String, Object> branch, List<String> path, Object value) {
    Map<String, Object> copy = new LinkedHashMap<>(branch);
    String name = path.getFirst();
    if (path.size() == 1) {
      copy.put(name, value);
    } else {
      Object inner = copy.get(name);
      copy.put(
          name,
          with(
              inner instanceof Map ? Branches.of(inner) : Map.of(),
              path.subList(1, path.size()),
              value));
    }
    return copy;
  }

  static Map<String, Object> without(Map<String, Object> branch, List<String> path) {
    Map<String, Object> copy = new LinkedHashMap<>(branch);
    String name = path.getFirst();
    if (path.size() == 1) {
      copy.remove(name);
    } else {
      copy.put(
          name,
          without(
              Branches.of(java.util.Objects.requireNonNull(copy.get(name))),
              path.subList(1, path.size())));
    }
    return copy;
  }

  static Map<String, Object> map(Map<String, Object> root, BiFunction<String, Array, Array> f) {
    return leaves(root, (path, value) -> Tree.map(a -> f.apply(path, a), value));
  }

  /// The same branches with other leaves; empty branches stay.
  static Map<String, Object> leaves(
      Map<String, Object> root, BiFunction<String, Object, Object> f) {
    return leaves("", root, f);
  }

  private static Map<String, Object> leaves(
      String prefix, Map<String, Object> branch, BiFunction<String, Object, Object> f) {
    Map<String, Object> all = new LinkedHashMap<>();
    branch.forEach((name, value) -> {
      String path = prefix + name;
      all.put(
          name,
          value instanceof Map ? leaves(path + "/", Branches.of(value), f) : f.apply(path, value));
    });
    return all;
  }

  /// The leaves whose paths are chosen, without branches that have none.
  static Map<String, Object> select(Map<String, Object> root, Predicate<String> chosen) {
    return select("", root, chosen);
  }

  private static Map<String, Object> select(
      String prefix, Map<String, Object> branch, Predicate<String> chosen) {
    Map<String, Object> some = new LinkedHashMap<>();
    branch.forEach((name, value) -> {
      if (value instanceof Map) {
        Map<String, Object> below = select(prefix + name + "/", Branches.of(value), chosen);
        if (!below.isEmpty()) {
          some.put(name, below);
        }
      } else if (chosen.test(prefix + name)) {
        some.put(name, value);
      }
    });
    return some;
  }

  static Map<String, Object> rename(Map<String, Object> root, UnaryOperator<String> f) {
    Map<String, Object> renamed = new LinkedHashMap<>();
    Map<String, String> origins = new LinkedHashMap<>();
    flatten(root, "/")
        .forEach((path, value) -> {
          String now = f.apply(path);
          String other = origins.put(now, path);
          if (other != null) {
            throw new IllegalArgumentException(
                "rename: both %s and %s would be named %s.\nGive them different paths, or drop one by without(path)."
                    .formatted(other, path, now));
          }
          put(renamed, now.equals(path) ? names(root, path) : split(now, "/"), now, value);
        });
    return renamed;
  }

  static Map<String, Object> flatten(Map<String, Object> branch, String separator) {
    Map<String, Object> flat = new LinkedHashMap<>();
    flatten("", branch, separator, flat);
    return flat;
  }

  private static void flatten(
      String prefix, Map<String, Object> branch, String separator, Map<String, Object> flat) {
    branch.forEach((name, value) -> {
      if (value instanceof Map) {
        flatten(prefix + name + separator, Branches.of(value), separator, flat);
      } else {
        flat.put(prefix + name, value);
      }
    });
  }

  static Map<String, Object> unflatten(Map<String, ?> flat, String separator) {
    Map<String, Object> root = new LinkedHashMap<>();
    flat.forEach((path, value) -> put(root, split(path, separator), path, Branches.checked(value)));
    return root;
  }

  private static List<String> split(String path, String separator) {
    return List.of(path.split(Pattern.quote(separator), -1));
  }

  /// Puts a value into its place, and makes the branches on the way.
  private static void put(Map<String, Object> root, List<String> names, String path, Object value) {
    Map<String, Object> at = root;
    for (String name : names.subList(0, names.size() - 1)) {
      Object next = at.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>());
      if (!(next instanceof Map)) {
        throw new IllegalArgumentException(
            "unflatten: \"%s\" leads through \"%s\", which is a leaf itself."
                .formatted(path, name));
      }
      at = Branches.of(next);
    }
    at.put(names.getLast(), value);
  }
}
