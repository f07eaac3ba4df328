package linum.checkpoint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import linum.core.Array;
import linum.tree.Children;
import linum.tree.Key;
import linum.tree.KeyPath;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A state put into a target tree, with all that does not fit collected before anything is said.
final class Restoration {
  /// What has to fit.
  enum Fit {
    /// As in Flax: the structure. Arrays take the place of arrays of any type and shape, and maps
    /// of the state may have more keys.
    STRUCTURE,
    /// Also shapes and types, and nothing may be left over.
    EXACT,
    /// As [#EXACT], but the state may have more than the target.
    PARTIAL
  }

  private final Fit fit;
  private final List<String> problems = new ArrayList<>();

  private Restoration(Fit fit) {
    this.fit = fit;
  }

  /// The target with the arrays of the state.
  ///
  /// @param operation what is being done, the beginning of the message
  /// @throws IllegalArgumentException listing every place where they differ
  // A tree is rebuilt as what it was; it is null where the target is.
  @SuppressWarnings({"unchecked", "NullAway"})
  static <T extends @Nullable Object> T restore(
      String operation, T target, @Nullable Object state, Fit fit) {
    Restoration r = new Restoration(fit);
    Object restored = r.restore(target, state, KeyPath.ROOT);
    if (!r.problems.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: the target and what was saved differ in %s:\n%s\nGive a target of the structure that was saved."
              .formatted(
                  operation,
                  r.problems.size() == 1 ? "one place" : r.problems.size() + " places",
                  r.problems.stream().map(p -> "  " + p).collect(Collectors.joining("\n"))));
    }
    return (T) restored;
  }

  // Where a mask leaves an array out, Optax has a node with nothing in it; here there is null.
  private static boolean isLeftOut(@Nullable Object state, KeyPath path) {
    return state instanceof Map<?, ?> m && m.isEmpty() && !path.keys().isEmpty();
  }

  private @Nullable Object restore(@Nullable Object target, @Nullable Object state, KeyPath path) {
    if (target == null) {
      return isLeftOut(state, path)
          ? null
          : state instanceof StoredArray s ? s.read().get() : state;
    }
    if (target instanceof Array array) {
      return new LeafRestoration(fit, this::problem).restore(array, state, path);
    }
    SerializationState<?> own = SerializationState.of(target.getClass());
    Children node = own == null ? Tree.children(target) : null;
    if (own == null && node == null) {
      return new LeafRestoration(fit, this::problem).restorePlain(target, state, path);
    }
    if (!(state instanceof Map<?, ?> saved)) {
      problem(path, "the target has a node, the saved tree " + LeafRestoration.kind(state));
      return target;
    }
    Map<String, @Nullable Object> map = text(saved);
    return own == null
        ? restoreNode(target, Objects.requireNonNull(node), map, path)
        : restoreOwn(own, target, map, path);
  }

  private Object restoreOwn(
      SerializationState<?> own, Object target, Map<String, @Nullable Object> state, KeyPath path) {
    Map<String, ?> like = own.save(target);
    int before = problems.size();
    Object restored = restore(like, state, path);
    return problems.size() == before && restored instanceof Map<?, ?> m
        ? own.restore(target, text(m))
        : target;
  }

  private Object restoreNode(
      Object target, Children node, Map<String, @Nullable Object> state, KeyPath path) {
    Map<String, @Nullable Object> saved = plain(state, node);
    List<@Nullable Object> children = new ArrayList<>();
    Set<String> left = new LinkedHashSet<>(saved.keySet());
    int before = problems.size();
    for (int i = 0; i < node.keys().size(); i++) {
      Key key = node.keys().get(i);
      Object child = node.children().get(i);
      String name = StateDict.name(key);
      left.remove(name);
      if (key instanceof Key.GetAttrKey && StateDict.isStatic(child)) {
        children.add(child);
      } else if (saved.containsKey(name)) {
        children.add(restore(child, saved.get(name), path.then(key)));
      } else if (StateDict.isEmpty(StateDict.of(child))) {
        children.add(child);
      } else {
        problem(path.then(key), "not in the saved tree");
      }
    }
    if (!mayHaveMore(target)) {
      left.stream()
          .filter(name -> !StateDict.isEmpty(saved.get(name)))
          .forEach(name -> problem(path.then(new Key.DictKey(name)), "not in the target"));
    }
    if (problems.size() > before) {
      return target;
    }
    return target instanceof Map<?, ?> m
        ? inOrderOf(m, node, children)
        : Tree.withChildren(target, children);
  }

  /// Flax is strict about lists and tuples with names, not about maps.
  private boolean mayHaveMore(Object target) {
    return switch (fit) {
      case STRUCTURE -> !(target instanceof List<?>) && !(target instanceof Record);
      case EXACT -> false;
      case PARTIAL -> !(target instanceof List<?>);
    };
  }

  /// Children are in the order of the keys; the restored map has the order of the target.
  private static Map<Object, @Nullable Object> inOrderOf(
      Map<?, ?> target, Children node, List<@Nullable Object> children) {
    Map<Object, @Nullable Object> byKey = new LinkedHashMap<>();
    target.keySet().forEach(k -> byKey.put(k, null));
    for (int i = 0; i < children.size(); i++) {
      if (node.keys().get(i) instanceof Key.DictKey(Object key)) {
        byKey.put(key, children.get(i));
      }
    }
    return Collections.unmodifiableMap(byKey);
  }

  /// Undoes an older way in which Flax wrote tuples with names: `{name, fields, values}`.
  private static Map<String, @Nullable Object> plain(
      Map<String, @Nullable Object> state, Children node) {
    if (!state.keySet().equals(Set.of("name", "fields", "values"))
        || node.keys().stream().map(StateDict::name).anyMatch(state::containsKey)
        || !(state.get("fields") instanceof Map<?, ?> fields)
        || !(state.get("values") instanceof Map<?, ?> values)) {
      return state;
    }
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    fields.forEach((i, name) -> plain.put(String.valueOf(name), values.get(i)));
    return plain;
  }

  private static Map<String, @Nullable Object> text(Map<?, ?> map) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    map.forEach((k, v) -> out.put(String.valueOf(k), v));
    return out;
  }

  private void problem(KeyPath path, String what) {
    problems.add(StateDict.orRoot(path) + ": " + what);
  }
}
