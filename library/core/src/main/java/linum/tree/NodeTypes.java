package linum.tree;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import linum.core.Array;
import linum.ir.Repr;
import linum.tree.NodeKind.Mapping;
import linum.tree.NodeKind.Registered;
import linum.tree.NodeKind.Sequence;
import linum.tree.Structure.Static;
import org.jspecify.annotations.Nullable;

/// What values of each class are in a tree, found out once a class.
final class NodeTypes {
  /// What values of one class are.
  interface NodeType {
    /// The structure of a value, whose arrays go to `out`.
    Structure flatten(Object value, Flattener out);

    /// The value one level deep; null if it is static.
    @Nullable Level level(Object value);

    /// Whether a value is no node, and there is nothing wrong with it.
    default boolean isStatic(Object value) {
      return false;
    }
  }

  /// A node and what is directly below.
  record Level(NodeKind kind, List<?> children) {}

  /// Values that are taken apart level by level.
  interface Branch extends NodeType {
    @Override
    Level level(Object value);

    @Override
    default Structure flatten(Object value, Flattener out) {
      Level level = level(value);
      List<?> parts = level.children();
      Structure[] children = new Structure[parts.size()];
      for (int i = 0; i < children.length; i++) {
        children[i] = out.flatten(parts.get(i));
      }
      return Node.of(level.kind(), children);
    }
  }

  /// Lists.
  static final NodeType LIST = (Branch) value -> new Level(Sequence.LIST, (List<?>) value);

  /// Maps.
  static final NodeType MAP = (Branch) value -> level((Map<?, ?>) value);

  /// Values of a class that was registered. It is itself alone.
  static final class OfRegistered implements Branch {
    private final Function<Object, Children> flatten;
    private final BiFunction<@Nullable Object, List<@Nullable Object>, ?> unflatten;
    private final @Nullable Function<FlatNode, ?> keep;
    private final Function<Object, @Nullable FlatNode> kept;

    /// @param keep the value that keeps a flat node; null if there are no such values
    /// @param kept the flat node that a value keeps; null if it keeps none
    OfRegistered(
        Function<Object, Children> flatten,
        BiFunction<@Nullable Object, List<@Nullable Object>, ?> unflatten,
        @Nullable Function<FlatNode, ?> keep,
        Function<Object, @Nullable FlatNode> kept) {
      this.flatten = flatten;
      this.unflatten = unflatten;
      this.keep = keep;
      this.kept = kept;
    }

    Children children(Object value) {
      return flatten.apply(value);
    }

    BiFunction<@Nullable Object, List<@Nullable Object>, ?> unflatten() {
      return unflatten;
    }

    @Nullable Function<FlatNode, ?> keep() {
      return keep;
    }

    @Nullable FlatNode kept(Object value) {
      return kept.apply(value);
    }

    @Override
    public Level level(Object value) {
      Children c = flatten.apply(value);
      return new Level(new Registered(value.getClass(), c.keys(), c.aux(), this), c.children());
    }

    @Override
    public Structure flatten(Object value, Flattener out) {
      FlatNode known = kept.apply(value);
      if (known == null) {
        return Branch.super.flatten(value, out);
      }
      for (Array a : known.leaves()) {
        out.add(a);
      }
      return known.structure();
    }
  }

  /// Values that belong to the structure, once `check` has found no arrays in them.
  private record Opaque(Consumer<Object> check) implements NodeType {
    @Override
    public Structure flatten(Object value, Flattener out) {
      check.accept(value);
      return new Static(value);
    }

    @Override
    public @Nullable Level level(Object value) {
      return null;
    }

    @Override
    public boolean isStatic(Object value) {
      check.accept(value);
      return true;
    }
  }

  private static final Map<Class<?>, NodeType> REGISTERED = new ConcurrentHashMap<>();

  // Replaced as a whole by a registration, which may concern subclasses that were looked up before.
  private static volatile Cache cache = new Cache();

  private NodeTypes() {}

  private static final class Cache extends ClassValue<NodeType> {
    @Override
    protected NodeType computeValue(Class<?> c) {
      return find(c);
    }
  }

  static NodeType of(Class<?> c) {
    return cache.get(c);
  }

  static <T> void register(
      Class<T> type,
      Function<? super T, Children> flatten,
      BiFunction<@Nullable Object, List<@Nullable Object>, ? extends T> unflatten) {
    put(
        type,
        new OfRegistered(value -> flatten.apply(type.cast(value)), unflatten, null, _ -> null));
  }

  static <T> void register(
      Class<T> type,
      Function<? super T, Children> flatten,
      BiFunction<@Nullable Object, List<@Nullable Object>, ? extends T> unflatten,
      Function<FlatNode, ? extends T> keep,
      Function<? super T, @Nullable FlatNode> kept) {
    put(
        type,
        new OfRegistered(
            value -> flatten.apply(type.cast(value)),
            unflatten,
            keep,
            value -> kept.apply(type.cast(value))));
  }

  static void registerStatic(Class<?> type) {
    put(type, new Opaque(_ -> {}));
  }

  private static void put(Class<?> type, NodeType node) {
    if (Array.class.isAssignableFrom(type)) {
      throw new IllegalArgumentException("arrays are the leaves of trees and cannot be registered");
    }
    REGISTERED.put(type, node);
    cache = new Cache();
  }

  private static NodeType find(Class<?> c) {
    for (Class<?> s = c; s != null; s = s.getSuperclass()) {
      NodeType registered = REGISTERED.get(s);
      if (registered != null) {
        return registered;
      }
    }
    if (Structure.class.isAssignableFrom(c)) {
      return new Opaque(_ -> {});
    }
    if (List.class.isAssignableFrom(c)) {
      return LIST;
    }
    if (Map.class.isAssignableFrom(c)) {
      return MAP;
    }
    if (c.isRecord() && !isOfTheJdk(c)) {
      return new RecordShape(c);
    }
    if (c.isArray() && !c.getComponentType().isPrimitive()) {
      return new Opaque(value -> checkNoArrays(value, Arrays.asList((Object[]) value)));
    }
    if (Collection.class.isAssignableFrom(c)) {
      return new Opaque(value -> checkNoArrays(value, (Collection<?>) value));
    }
    if (c == Optional.class) {
      return new Opaque(value -> checkNoArrays(value, ((Optional<?>) value).stream().toList()));
    }
    checkHasNoArrays(c);
    return new Opaque(_ -> {});
  }

  private static Level level(Map<?, ?> map) {
    List<Object> keys = new ArrayList<>(map.keySet());
    try {
      keys.sort(null);
    } catch (ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException(
          "the keys of a map in a tree must be comparable with each other, but these are not: %s.\nUse keys of one type, such as String or Integer."
              .formatted(keys.stream().map(NodeTypes::typed).toList()),
          e);
    }
    List<@Nullable Object> values = new ArrayList<>(keys.size());
    for (Object k : keys) {
      values.add(map.get(k));
    }
    return new Level(new Mapping(keys), values);
  }

  private static String typed(@Nullable Object key) {
    return key == null ? "null" : Repr.of(key) + " (" + key.getClass().getSimpleName() + ")";
  }

  private static void checkNoArrays(Object value, Collection<?> elements) {
    if (elements.stream().anyMatch(Array.class::isInstance)) {
      String name = value.getClass().getSimpleName();
      throw new IllegalArgumentException(
          "%s is not a node of trees, so the arrays in this one would be lost.\nUse List.of(…), a Map or a record."
              .formatted(name));
    }
  }

  private static boolean isOfTheJdk(Class<?> c) {
    String p = c.getPackageName();
    return p.startsWith("java.") || p.startsWith("javax.") || p.startsWith("jdk.");
  }

  // Lambdas and local classes may capture arrays, which are constants then; their fields are
  // synthetic.
  private static void checkHasNoArrays(Class<?> c) {
    if (c.isHidden() || c.isSynthetic() || isOfTheJdk(c)) {
      return;
    }
    for (Class<?> s = c; s != null && !isOfTheJdk(s); s = s.getSuperclass()) {
      for (Field f : s.getDeclaredFields()) {
        Class<?> t = f.getType().isArray() ? f.getType().getComponentType() : f.getType();
        if (Array.class.isAssignableFrom(t)
            && !f.isSynthetic()
            && !Modifier.isStatic(f.getModifiers())) {
          String name = c.getSimpleName();
          throw new IllegalArgumentException(
              "class %s cannot be part of a tree: the array in its field %s would be lost.\nMake it a record, or say what its children are with Tree.register(%s.class, …)."
                  .formatted(name, f.getName(), name));
        }
      }
    }
  }
}
