package linum.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import linum.core.Array;
import linum.ir.DType;
import linum.tree.Children;
import linum.tree.Key;
import linum.tree.KeyPath;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The state of a tree as nested maps with text for keys, which every format can hold.
final class StateDict {
  private StateDict() {}

  static @Nullable Object of(@Nullable Object tree) {
    return of(tree, KeyPath.ROOT);
  }

  private static @Nullable Object of(@Nullable Object tree, KeyPath path) {
    if (tree == null || tree instanceof Array || isPlain(tree)) {
      return tree;
    }
    SerializationState<?> own = SerializationState.of(tree.getClass());
    if (own != null) {
      return ofMap(own.save(tree), path);
    }
    if (tree instanceof Map<?, ?> map) {
      return ofMap(map, path);
    }
    Children node = Tree.children(tree);
    if (node == null) {
      throw new IllegalArgumentException(
          "toStateDict: a %s at %s has no state that can be saved\nOnly arrays, numbers, text, lists, maps and records do; say what the state is with registerSerializationState."
              .formatted(tree.getClass().getSimpleName(), orRoot(path)));
    }
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    for (int i = 0; i < node.keys().size(); i++) {
      Key key = node.keys().get(i);
      Object child = node.children().get(i);
      if (!(key instanceof Key.GetAttrKey && isStatic(child))) {
        put(state, name(key), of(child, path.then(key)), path);
      }
    }
    return Collections.unmodifiableMap(state);
  }

  private static Object ofMap(Map<?, ?> map, KeyPath path) {
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    for (Map.Entry<?, ?> e : map.entrySet()) {
      Key key = new Key.DictKey(e.getKey());
      put(state, name(key), of(e.getValue(), path.then(key)), path);
    }
    return Collections.unmodifiableMap(state);
  }

  private static void put(
      Map<String, @Nullable Object> state, String key, @Nullable Object value, KeyPath path) {
    if (state.containsKey(key)) {
      throw new IllegalArgumentException(
          "toStateDict: two keys at %s are both written '%s'".formatted(orRoot(path), key));
    }
    state.put(key, value);
  }

  /// How a step is written: a position, the text of a map's key, or the name of a component as
  /// Python would have it (`optState` is `opt_state`).
  static String name(Key key) {
    return key instanceof Key.GetAttrKey(String name)
        ? name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT)
        : key.simple();
  }

  /// Whether a component of a record belongs to its structure, not to its state: a number, a
  /// function, a record that has nothing else, whatever is marked as [NoState]. In JAX: a field
  /// with `pytree_node=False`.
  static boolean isStatic(@Nullable Object value) {
    if (value == null
        || value instanceof Array
        || value instanceof Map
        || SerializationState.of(value.getClass()) != null) {
      return false;
    }
    if (Stateless.is(value)) {
      return true;
    }
    Children node = Tree.children(value);
    return node == null
        || ((value instanceof Record || value instanceof List)
            && node.children().stream().anyMatch(c -> c != null)
            && node.children().stream().allMatch(c -> c == null || isStatic(c)));
  }

  /// Whether a state holds nothing that could be lost.
  static boolean isEmpty(@Nullable Object state) {
    return state instanceof Map<?, ?> map && map.values().stream().allMatch(StateDict::isEmpty);
  }

  /// Whether a value is written as it is.
  static boolean isPlain(@Nullable Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || value instanceof Double
        || value instanceof Float
        || value instanceof byte[];
  }

  static String orRoot(KeyPath path) {
    return path.keys().isEmpty() ? "the root" : path.toString();
  }

  /// Does nothing if Flax's format has a place for the array.
  ///
  /// @throws IllegalArgumentException naming the element type
  static void checkStorable(Array array) {
    if (!DTypes.isStorable(array.dtype())) {
      throw new IllegalArgumentException(
          "an array of type %s cannot be written%s"
              .formatted(
                  array.aval(),
                  array.dtype() == DType.KEY
                      ? ": Flax writes the words of keys\nGive them: Random.keyData(key), and wrap them again with Random.wrapKeyData(words)."
                      : ""));
    }
  }
}
