package linum.nnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import linum.core.Array;
import linum.linen.Variables;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// The collections of Linen as kinds of variables.
final class Collections {
  /// A variable of a collection that has no kind of its own.
  static final class Other extends Variable {
    Other(Object tree) {
      super(tree);
    }
  }

  private Collections() {}

  /// What a kind of variable is called in Linen.
  static String name(Class<?> kind) {
    String name = KindNames.name(kind);
    return name == null ? kind.getSimpleName() : name;
  }

  private static String name(Variable v) {
    return v.metadata().get("collection") instanceof String s ? s : name(v.getClass());
  }

  /// A variable of the kind that a collection is of.
  static Variable variable(String collection, Object value) {
    Class<? extends Variable> kind = KindNames.kind(collection);
    return kind == null
        ? new Other(value).withMetadata("collection", collection)
        : KindNames.make(kind, value);
  }

  /// Variables by path as the collections of Linen.
  static Variables variables(Map<List<Object>, ? extends Variable> own) {
    Map<List<Object>, Object> flat = new LinkedHashMap<>();
    own.forEach((path, v) -> {
      List<Object> whole = new ArrayList<>(List.of(name(v)));
      path.forEach(key -> whole.add(key.toString()));
      flat.put(whole, v.current());
    });
    return Variables.of(byName(Nesting.of(flat)));
  }

  private static String joined(List<Object> path) {
    return path.stream().map(Object::toString).collect(Collectors.joining("/"));
  }

  /// Puts what collections hold into the variables that have the same paths.
  ///
  /// @return how many variables there were values for
  static int update(Map<List<Object>, ? extends Variable> own, Variables variables) {
    int found = 0;
    for (Map.Entry<List<Object>, ? extends Variable> e : own.entrySet()) {
      String path = name(e.getValue()) + "/" + joined(e.getKey());
      if (variables.contains(path)) {
        found++;
        Object value = variables.value(path);
        if (!same(value, e.getValue().current())) {
          e.getValue().put(value);
        }
      }
    }
    return found;
  }

  /// Puts what collections hold into variables.
  ///
  /// @throws IllegalArgumentException if one side has what the other lacks, or shapes differ
  static void load(Map<List<Object>, ? extends Variable> own, Variables variables) {
    Set<String> there = new TreeSet<>(variables.flatten("/").keySet());
    Set<String> here = new TreeSet<>();
    own.forEach((path, v) -> here.add(name(v) + "/" + joined(path)));
    Set<String> extra = new TreeSet<>(there);
    extra.removeAll(here);
    here.removeAll(there);
    here.removeIf(path -> !path.startsWith("params/") && !path.startsWith("batch_stats/"));
    if (!extra.isEmpty() || !here.isEmpty()) {
      throw new IllegalArgumentException(
          "updateFromLinen: the model has no variables at %s, and there are no values for %s.\nName the fields of the module as the parts of the Linen model."
              .formatted(extra, here));
    }
    own.forEach((path, v) -> {
      String where = name(v) + "/" + joined(path);
      if (there.contains(where)
          && variables.value(where) instanceof Array a
          && !a.shape().equals(v.shape())) {
        throw new IllegalArgumentException(
            "updateFromLinen: the model has %s at %s, but the value is %s."
                .formatted(v.get().aval(), where, a.aval()));
      }
    });
    var _ = update(own, variables);
  }

  @SuppressWarnings("ReferenceEquality") // what was not touched is the same object
  private static boolean same(Object a, Object b) {
    return a == b;
  }

  /// Nested maps with the keys as strings.
  static Map<String, Object> byName(Map<Object, Object> nested) {
    Map<String, Object> named = new LinkedHashMap<>();
    nested.forEach((key, value) -> named.put(key.toString(), value));
    return named;
  }

  /// The values of a collection by path.
  static Map<List<Object>, Object> flat(Variables collection) {
    Map<List<Object>, Object> flat = new LinkedHashMap<>();
    flatten(List.of(), collection, flat);
    return flat;
  }

  private static void flatten(List<Object> path, Variables branch, Map<List<Object>, Object> flat) {
    branch
        .names()
        .forEach(name -> {
          List<Object> longer = Paths.then(path, name);
          Object value = child(branch, name);
          if (value instanceof Variables v) {
            flatten(longer, v, flat);
          } else {
            flat.put(longer, value);
          }
        });
  }

  /// A collection as nested maps.
  static Map<String, Object> nested(Variables collection) {
    Map<String, Object> nested = new LinkedHashMap<>();
    for (String name : collection.names()) {
      Object value = collection.value(name);
      nested.put(name, value instanceof Variables v ? nested(v) : value);
    }
    return nested;
  }

  /// What is below a key of a nested map.
  ///
  /// @throws IllegalArgumentException if there is nothing
  static Object child(@Nullable Object branch, String key) {
    Object found =
        switch (branch) {
          case Map<?, ?> m -> m.get(key);
          case Variables v -> v.value(key);
          case null, default -> null;
        };
    if (found == null) {
      throw new IllegalArgumentException("there is no variable under " + key);
    }
    return found;
  }
}
