package linum.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.ir.Repr;
import org.jspecify.annotations.Nullable;

/// Functions of trees: nested records, lists and maps with arrays at the leaves.
///
/// In JAX: `jax.tree` and `jax.tree_util`, with the names and argument orders of `jax.tree`. There,
/// numbers are leaves; here they are static, unless they are arrays.
public final class Tree {
  private Tree() {}

  /// A function of three arrays.
  @FunctionalInterface
  public interface TernaryOperator {
    Array apply(Array x, Array y, Array z);
  }

  /// The arrays of a tree in order (maps in the order of their keys), and the rest of it.
  ///
  /// @throws IllegalArgumentException if arrays are where a tree cannot hold them: in a set or a
  ///   Java array, in a class that is no record, under keys that cannot be compared
  public static Flat flatten(@Nullable Object tree) {
    Flattener out = new Flattener();
    Structure structure = out.flatten(tree);
    return new Flat(out.leaves(), structure);
  }

  /// The tree of the given structure with the given leaves. Lists and maps in it are unmodifiable.
  ///
  /// The leaves need not be arrays as long as they stand in lists and maps: so a tree of types or
  /// of axes is made. The caller knows `T`, which is not checked.
  ///
  /// @throws IllegalArgumentException if there are more or fewer leaves than the structure has
  // Safe where T is the type of the tree that the structure was taken from, as it is in map.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
  public static <T extends @Nullable Object> T unflatten(Structure structure, List<?> leaves) {
    if (leaves.size() != structure.leafCount()) {
      throw new IllegalArgumentException(
          "unflatten: %s has %d leaves, but %d %s given"
              .formatted(
                  structure,
                  structure.leafCount(),
                  leaves.size(),
                  leaves.size() == 1 ? "was" : "were"));
    }
    return (T) structure.build(leaves.toArray(), 0);
  }

  /// The arrays of a tree in order.
  public static List<Array> leaves(@Nullable Object tree) {
    return flatten(tree).leaves();
  }

  /// The tree without its arrays.
  public static Structure structure(@Nullable Object tree) {
    return flatten(tree).structure();
  }

  /// The arrays of a tree, each with the way to it.
  public static List<PathLeaf> leavesWithPath(@Nullable Object tree) {
    Flat flat = flatten(tree);
    List<KeyPath> paths = flat.structure().paths();
    List<PathLeaf> all = new ArrayList<>(paths.size());
    for (int i = 0; i < paths.size(); i++) {
      all.add(new PathLeaf(paths.get(i), flat.leaves().get(i)));
    }
    return all;
  }

  /// The tree with `f` applied to every array.
  public static <T> T map(UnaryOperator<Array> f, T tree) {
    Flat flat = flatten(tree);
    List<Array> out = new ArrayList<>(flat.leaves().size());
    for (Array a : flat.leaves()) {
      out.add(f.apply(a));
    }
    return flat.unflatten(out);
  }

  /// The tree with `f` applied to the arrays of two trees of one structure.
  ///
  /// @throws IllegalArgumentException naming the first place where the trees differ
  public static <T> T map(BinaryOperator<Array> f, T tree, Object other) {
    return mapAll(in -> f.apply(in.get(0), in.get(1)), tree, List.of(other));
  }

  /// The tree with `f` applied to the arrays of three trees of one structure.
  ///
  /// @throws IllegalArgumentException naming the first place where the trees differ
  public static <T> T map(TernaryOperator f, T tree, Object second, Object third) {
    return mapAll(in -> f.apply(in.get(0), in.get(1), in.get(2)), tree, List.of(second, third));
  }

  /// The tree with `f` applied to the arrays of any number of trees of one structure.
  ///
  /// @param f takes one array of each tree, in order
  /// @throws IllegalArgumentException naming the first place where the trees differ
  public static <T> T mapAll(Function<List<Array>, Array> f, T tree, List<?> rest) {
    Flat first = flatten(tree);
    List<List<Array>> others = new ArrayList<>(rest.size());
    for (Object r : rest) {
      Flat other = flatten(r);
      checkSame("map", first.structure(), other.structure());
      others.add(other.leaves());
    }
    List<Array> out = new ArrayList<>(first.leaves().size());
    for (int i = 0; i < first.leaves().size(); i++) {
      List<Array> in = new ArrayList<>(rest.size() + 1);
      in.add(first.leaves().get(i));
      for (List<Array> o : others) {
        in.add(o.get(i));
      }
      out.add(f.apply(in));
    }
    return first.unflatten(out);
  }

  /// The tree with `f` applied to the way to every array and the array.
  public static <T> T mapWithPath(BiFunction<KeyPath, Array, Array> f, T tree) {
    Flat flat = flatten(tree);
    List<Array> out = new ArrayList<>(flat.leaves().size());
    List<KeyPath> paths = flat.structure().paths();
    for (int i = 0; i < paths.size(); i++) {
      out.add(f.apply(paths.get(i), flat.leaves().get(i)));
    }
    return flat.unflatten(out);
  }

  /// All arrays combined from the left: `f(f(first, second), third) …`.
  ///
  /// @throws IllegalArgumentException if there are no arrays
  public static Array reduce(BinaryOperator<Array> f, @Nullable Object tree) {
    return leaves(tree).stream()
        .reduce(f)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "reduce: there are no arrays in %s.\nGive a value to start from: Tree.reduce(f, tree, start)."
                    .formatted(structure(tree))));
  }

  /// All arrays combined from the left, starting with `start`.
  public static <R> R reduce(BiFunction<R, Array, R> f, @Nullable Object tree, R start) {
    R result = start;
    for (Array a : leaves(tree)) {
      result = f.apply(result, a);
    }
    return result;
  }

  /// Whether every array satisfies a condition.
  ///
  /// In JAX: `jax.tree.all(jax.tree.map(condition, tree))`.
  public static boolean all(Predicate<? super Array> condition, @Nullable Object tree) {
    return leaves(tree).stream().allMatch(condition);
  }

  /// Turns a tree of trees inside out: from structure `outer` over `inner` to `inner` over `outer`.
  ///
  /// @throws IllegalArgumentException if the tree does not have the structure
  ///   `outer.compose(inner)`
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public static <T> T transpose(Structure outer, Structure inner, Object tree) {
    Flat flat = flatten(tree);
    checkSame("transpose", outer.compose(inner), flat.structure());
    int n = inner.leafCount();
    List<Array> out = new ArrayList<>(flat.leaves().size());
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < outer.leafCount(); i++) {
        out.add(flat.leaves().get(i * n + j));
      }
    }
    return unflatten(inner.compose(outer), out);
  }

  /// A tree of the structure of `full` whose every leaf is the leaf of `prefix` above it.
  ///
  /// @throws IllegalArgumentException if `prefix` is no prefix of `full`, or has no arrays where
  ///   `full` has some
  public static <T> T broadcast(Object prefix, T full) {
    Structure structure = structure(full);
    List<@Nullable Object> leaves = broadcastPrefix(prefix, structure);
    List<KeyPath> paths = structure.paths();
    for (int i = 0; i < leaves.size(); i++) {
      if (!(leaves.get(i) instanceof Array)) {
        throw new IllegalArgumentException(
            "broadcast: the prefix has no array above %s, but %s"
                .formatted(paths.get(i).orRoot(), Repr.of(leaves.get(i))));
      }
    }
    return unflatten(structure, leaves);
  }

  /// For every leaf of `full`, what `prefix` says about it.
  ///
  /// A prefix is a tree that ends earlier. Whatever is no node ends it: arrays, numbers, `null`; it
  /// holds for all leaves below. A map stands for a record, too, with the names of its components,
  /// as a record of arrays cannot hold anything else. So axes, learning rates or labels are given
  /// for parts of a tree: `broadcastPrefix(Map.of("w", 0, "b", 1), structure)`.
  ///
  /// @throws IllegalArgumentException naming the place where `prefix` is no prefix of `full`
  public static List<@Nullable Object> broadcastPrefix(@Nullable Object prefix, Structure full) {
    return Prefix.broadcast(prefix, full);
  }

  /// Does nothing if two structures are equal.
  ///
  /// @param operation what is being done, the beginning of the message
  /// @throws IllegalArgumentException naming the first place where they differ
  public static void checkSame(String operation, Structure first, Structure second) {
    if (!first.equals(second)) {
      throw new IllegalArgumentException(
          "%s: the trees differ %s.\nThe first is  %s,\nthe second is %s."
              .formatted(operation, Difference.describe(first, second), first, second));
    }
  }

  /// What a value consists of one level down: the step to each part, and the parts, which may be
  /// arrays, nodes, static values or `null`. `null` if the value is no node.
  ///
  /// In JAX: `jax.tree_util.default_registry.flatten_one_level_with_keys`.
  public static @Nullable Children children(@Nullable Object tree) {
    NodeTypes.Level level = level(tree);
    if (level == null) {
      return null;
    }
    NodeKind kind = level.kind();
    return new Children(
        IntStream.range(0, level.children().size()).mapToObj(kind::key).toList(),
        level.children(),
        kind instanceof NodeKind.Registered r ? r.aux() : null);
  }

  /// The node with other parts in place of its own, in the order of [#children].
  ///
  /// @throws IllegalArgumentException if the value is no node, or has another number of parts
  @SuppressWarnings("unchecked") // a kind builds what it was taken from
  public static <T> T withChildren(T node, List<?> children) {
    NodeTypes.Level level = level(node);
    if (level == null) {
      throw new IllegalArgumentException(
          "withChildren: %s is no node of a tree".formatted(Repr.of(node)));
    }
    if (level.children().size() != children.size()) {
      throw new IllegalArgumentException(
          "withChildren: the node has %d children, but %d were given"
              .formatted(level.children().size(), children.size()));
    }
    return (T) Objects.requireNonNull(level.kind().build(children.toArray()));
  }

  private static NodeTypes.@Nullable Level level(@Nullable Object tree) {
    return tree == null || tree instanceof Array ? null : NodeTypes.of(tree.getClass()).level(tree);
  }

  /// Makes all values of a class, and of its subclasses, nodes.
  ///
  /// In JAX: `jax.tree_util.register_pytree_with_keys`. Records, lists and maps need no
  /// registration.
  ///
  /// @param flatten the children of a value
  /// @param unflatten the value with the given [Children#aux] and children
  public static <T> void register(
      Class<T> type,
      Function<? super T, Children> flatten,
      BiFunction<@Nullable Object, List<@Nullable Object>, ? extends T> unflatten) {
    NodeTypes.register(type, flatten, unflatten);
  }

  /// As [#register], for a final class whose values can keep what they consist of as it comes out
  /// of transformations, until somebody looks into them: in a training step, which hands on what it
  /// was given, nobody does.
  ///
  /// ```java
  /// Tree.registerFlat(Weights.class, Weights::children, Weights::of, Weights::new, w -> w.flat);
  /// ```
  ///
  /// @param flatten the children of a value; of one that keeps a flat node, its
  ///   [FlatNode#children]. The [Children#aux] must be immutable
  /// @param keep the value that keeps a flat node
  /// @param kept the flat node that a value keeps, which must be all that it consists of; null if
  ///   it keeps none
  public static <T> void registerFlat(
      Class<T> type,
      Function<? super T, Children> flatten,
      BiFunction<@Nullable Object, List<@Nullable Object>, ? extends T> unflatten,
      Function<FlatNode, ? extends T> keep,
      Function<? super T, @Nullable FlatNode> kept) {
    NodeTypes.register(type, flatten, unflatten, keep, kept);
  }

  /// Makes all values of a class, and of its subclasses, static, also if they are records or hold
  /// arrays: they are compared by `equals` and never taken apart.
  ///
  /// In JAX: `jax.tree_util.register_static`.
  public static void registerStatic(Class<?> type) {
    NodeTypes.registerStatic(type);
  }
}
