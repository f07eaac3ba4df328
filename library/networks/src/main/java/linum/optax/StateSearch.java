package linum.optax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.optax.OptaxTree.Found;
import linum.tree.Flat;
import linum.tree.Key;
import linum.tree.KeyPath;
import linum.tree.Records;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Looking for values in the states of optimizers, by their names.
final class StateSearch {
  private StateSearch() {}

  /// Stands for the parameters when a transformation is asked where in its state they are.
  private enum Placeholder {
    PARAMS
  }

  static @Nullable Object only(Object tree, String key) {
    List<Found> found = all(tree, key);
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "get: there are several values with the name '%s', at %s.\nTake one of them: OptaxTree.getAllWithPath(state, \"%s\").get(0).value()"
              .formatted(key, found.stream().map(f -> f.path().toString()).toList(), key));
    }
    return found.isEmpty() ? null : found.getFirst().value();
  }

  static <T extends Record> @Nullable T only(Object tree, Class<T> type) {
    List<T> found = new ArrayList<>();
    ofType(tree, type, found);
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "get: there are %d values of type %s in the state"
              .formatted(found.size(), type.getSimpleName()));
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  static List<Found> all(Object tree, String key) {
    List<Found> out = new ArrayList<>();
    search(KeyPath.ROOT, tree, key, out);
    return out;
  }

  private static void search(KeyPath here, @Nullable Object tree, String key, List<Found> out) {
    for (Map.Entry<Key, @Nullable Object> child : children(tree).entrySet()) {
      KeyPath path = here.then(child.getKey());
      if (named(child.getKey(), key)) {
        out.add(new Found(path, child.getValue()));
      }
      search(path, child.getValue(), key, out);
    }
  }

  private static <T extends Record> void ofType(@Nullable Object tree, Class<T> type, List<T> out) {
    if (type.isInstance(tree)) {
      out.add(type.cast(tree));
    }
    children(tree).values().forEach(child -> ofType(child, type, out));
  }

  private static boolean named(Key key, String name) {
    return !(key instanceof Key.SequenceKey) && key.simple().equals(name);
  }

  private static Map<Key, @Nullable Object> children(@Nullable Object tree) {
    Map<Key, @Nullable Object> out = new LinkedHashMap<>();
    switch (tree) {
      case null -> {}
      case Array _ -> {}
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          out.put(new Key.SequenceKey(i), list.get(i));
        }
      }
      case Map<?, ?> map -> new TreeMap<>(map).forEach((k, v) -> out.put(new Key.DictKey(k), v));
      case Record r -> Records.components(r).forEach((k, v) -> out.put(new Key.GetAttrKey(k), v));
      default -> {}
    }
    return out;
  }

  @SuppressWarnings("unchecked") // rebuilt as what it was
  static <T> T set(T tree, String key, Object value) {
    if (all(tree, key).isEmpty()) {
      throw new IllegalArgumentException(
          "set: there is no value with the name '%s' in the state.\nHyperparameters are in it if they were put there: injectHyperparams(adam(1e-3))"
              .formatted(key));
    }
    return (T) Objects.requireNonNull(replaced(tree, key, value));
  }

  private static @Nullable Object replaced(@Nullable Object tree, String key, Object value) {
    return switch (tree) {
      case null -> null;
      case Array a -> a;
      case List<?> list -> list.stream().map(x -> replaced(x, key, value)).toList();
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> out = new LinkedHashMap<>();
        map.forEach((k, v) -> out.put(k, key.equals(k) ? value : replaced(v, key, value)));
        yield out;
      }
      case Record r -> {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        Records.components(r)
            .forEach((k, v) -> changes.put(k, key.equals(k) ? value : replaced(v, key, value)));
        yield Records.with(r, changes);
      }
      default -> tree;
    };
  }

  static <S> S mapParams(
      GradientTransformation transformation,
      UnaryOperator<Array> f,
      S state,
      UnaryOperator<Array> others) {
    Flat flat = Tree.flatten(state);
    List<Boolean> owned = new ArrayList<>();
    collect(transformation.init(Placeholder.PARAMS), state, owned);
    List<Array> out = new ArrayList<>();
    for (int i = 0; i < owned.size(); i++) {
      Array leaf = flat.leaves().get(i);
      out.add(owned.get(i) ? f.apply(leaf) : others.apply(leaf));
    }
    return flat.unflatten(out);
  }

  // For every array of the state, whether the placeholder is in its place or above it.
  private static void collect(
      @Nullable Object places, @Nullable Object state, List<Boolean> owned) {
    Map<Key, @Nullable Object> children = children(state);
    if (places == Placeholder.PARAMS || children.isEmpty()) {
      owned.addAll(Collections.nCopies(Tree.leaves(state).size(), places == Placeholder.PARAMS));
      return;
    }
    Map<Key, @Nullable Object> inPlaces = children(places);
    children.forEach((key, child) -> collect(inPlaces.get(key), child, owned));
  }
}
