package linum.linen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.tree.Children;
import linum.tree.FlatNode;
import linum.tree.Key;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The variables of a model: an immutable nested map, from collections (`params`, `batch_stats`, …)
/// over the names of modules to those of variables. A branch of it is `Variables` again.
///
/// ```java
/// Variables variables = model.init(key(0), x);
/// variables.get("params/Dense_0/kernel");               // an array
/// Variables params = variables.params();                // a branch
/// variables = variables.with("params", params);         // a copy with another branch
/// ```
///
/// Paths join names by `/`. A name may have a `/` itself, as that of the estimate
/// `Dense_0/kernel/u` of a [SpectralNorm]; paths lead to it all the same.
///
/// It is a tree, so every transformation takes it and returns it, in the order of the names.
///
/// In JAX: a nested dict (once a `FrozenDict`).
public final class Variables {
  /// No variables.
  public static final Variables EMPTY = new Variables(Map.of());

  static {
    Tree.registerFlat(
        Variables.class, Variables::children, Variables::rebuilt, Variables::new, v -> v.flat);
  }

  // What they consist of is known in one form or in several; the others are made when they are
  // needed.

  // All arrays in order, if these variables came out of a transformation.
  private final @Nullable FlatNode flat;

  // Values that are maps are branches. Nobody else has these maps.
  private @Nullable Map<String, Object> entries;

  // The branches are Variables.
  private @Nullable Children children;

  /// @param entries kept, not copied
  Variables(Map<String, Object> entries) {
    // With a final field in it, it is seen whole by other threads.
    this.entries = Collections.unmodifiableMap(entries);
    this.flat = null;
  }

  private Variables(Children children) {
    this.children = children;
    this.flat = null;
  }

  private Variables(FlatNode flat) {
    this.flat = flat;
  }

  /// Variables of nested maps. Values that are no maps are leaves: arrays and other trees.
  ///
  /// @throws IllegalArgumentException if a key is no string
  public static Variables of(Map<String, ?> nested) {
    return new Variables(Branches.of(Branches.checked(nested)));
  }

  /// Variables with one branch: `Variables.of("params", params)`.
  public static Variables of(String name, Object branch) {
    return of(Map.of(name, branch));
  }

  /// The collection of parameters.
  ///
  /// @throws IllegalArgumentException if there is none
  public Variables params() {
    return at("params");
  }

  /// The names of the first level, in the order in which they were made.
  public Set<String> names() {
    return entries().keySet();
  }

  public boolean isEmpty() {
    return entries().isEmpty();
  }

  /// Whether there is a branch or a leaf.
  ///
  /// @param path names joined by `/`
  public boolean contains(String path) {
    return Paths.find(entries(), path) != null;
  }

  /// The array at a path.
  ///
  /// @param path names joined by `/`, as `params/Dense_0/kernel`
  /// @throws IllegalArgumentException if there is none, saying how far the path goes
  public Array get(String path) {
    return Paths.array(this, path);
  }

  /// The branch at a path.
  ///
  /// @throws IllegalArgumentException if there is none, saying how far the path goes
  public Variables at(String path) {
    return Paths.branch(this, path);
  }

  /// What is at a path: a branch, an array or another tree.
  ///
  /// @throws IllegalArgumentException if there is nothing, saying how far the path goes
  public Object value(String path) {
    return Paths.value(this, path);
  }

  /// A copy with another branch or leaf at a path, whose branches are made.
  ///
  /// @param value an array or another tree; maps and `Variables` become branches
  public Variables with(String path, Object value) {
    return new Variables(
        Paths.with(entries(), Paths.names(entries(), path), Branches.checked(value)));
  }

  /// A copy without the branch or leaf at a path.
  ///
  /// @throws IllegalArgumentException if there is nothing
  public Variables without(String path) {
    value(path);
    return new Variables(Paths.without(entries(), Paths.names(entries(), path)));
  }

  /// All leaves by path, names joined by `/`, in the order in which they were made.
  ///
  /// In JAX: `flax.traverse_util.flatten_dict(variables, sep='/')`.
  public Map<String, Object> flatten() {
    return flatten("/");
  }

  /// All leaves by path, names joined by `separator`. Empty branches are left out.
  public Map<String, Object> flatten(String separator) {
    return Paths.flatten(entries(), separator);
  }

  /// The variables whose leaves are given by path, names joined by `/`.
  ///
  /// In JAX: `flax.traverse_util.unflatten_dict(flat, sep='/')`.
  public static Variables unflatten(Map<String, ?> flat) {
    return unflatten(flat, "/");
  }

  /// The variables whose leaves are given by path.
  ///
  /// @throws IllegalArgumentException if a path leads through a leaf
  public static Variables unflatten(Map<String, ?> flat, String separator) {
    return new Variables(Paths.unflatten(flat, separator));
  }

  /// These variables, and those of `other` that they lack or have otherwise: branches are merged
  /// name by name, of leaves in both the other one is taken.
  ///
  /// In JAX: `{**variables, **updates}` for whole collections.
  public Variables merge(Variables other) {
    return merge(other, Merge.KEEP_NEW);
  }

  /// These variables and others, where `conflict` decides between leaves in both.
  public Variables merge(Variables other, Merge conflict) {
    return new Variables(conflict.merged(entries(), other.entries()));
  }

  /// These variables with `f` applied to the path and the value of every array, names joined by
  /// `/`.
  ///
  /// In JAX: `flax.traverse_util.path_aware_map`.
  public Variables pathAwareMap(BiFunction<String, Array, Array> f) {
    return new Variables(Paths.map(entries(), f));
  }

  /// These variables with other paths: `rename(p -> p.replace("/Dense_0/", "/encoder/"))`.
  ///
  /// @throws IllegalArgumentException if two variables get the same path
  public Variables rename(UnaryOperator<String> f) {
    return new Variables(Paths.rename(entries(), f));
  }

  /// The variables at paths of a pattern, in which `*` stands for any letters of one name and `**`
  /// for any number of names: `select("params/**/kernel")`.
  public Variables select(String pattern) {
    return select(path -> Patterns.matches(pattern, path));
  }

  /// The variables at paths that satisfy a condition.
  public Variables select(Predicate<String> condition) {
    return new Variables(Paths.select(entries(), condition));
  }

  /// A tree like these variables that has, in place of each, whether its path is of the pattern:
  /// what optimizers take to leave the others alone.
  ///
  /// ```java
  /// params.mask("encoder/**");   // trains the encoder only
  /// ```
  public Variables mask(String pattern) {
    return labels(path -> Patterns.matches(pattern, path));
  }

  /// A tree like these variables that has, in place of each, what `f` says to its path: labels for
  /// optimizers of parts.
  public Variables labels(Function<String, ?> f) {
    return new Variables(Paths.leaves(entries(), (path, _) -> f.apply(path)));
  }

  /// Does nothing if these variables are those that a model asks for, as `init` makes them or the
  /// `evalShape` of it.
  ///
  /// @throws IllegalArgumentException listing all variables that are missing, too much, or of
  ///   another shape or type
  public void validate(Variables wanted) {
    Validation.check(this, wanted);
  }

  Map<String, Object> entries() {
    Map<String, Object> known = entries;
    if (known == null) {
      Map<String, Object> made = new LinkedHashMap<>();
      Children all = children();
      List<String> names = Layout.of(all).names();
      for (int i = 0; i < names.size(); i++) {
        made.put(
            names.get(i),
            switch (all.children().get(i)) {
              case null -> Absent.ABSENT;
              case Variables v -> v.entries();
              case Object value -> value;
            });
      }
      known = Collections.unmodifiableMap(made);
      entries = known;
    }
    return known;
  }

  private Children children() {
    Children known = children;
    if (known == null) {
      known = flat == null ? children(Objects.requireNonNull(entries)) : flat.children();
      children = known;
    }
    return known;
  }

  private static Children children(Map<String, Object> entries) {
    Layout layout = Layout.of(entries);
    List<@Nullable Object> values = new ArrayList<>(layout.names().size());
    for (String name : layout.names()) {
      Object value = Objects.requireNonNull(entries.get(name));
      values.add(
          switch (value) {
            case Absent _ -> null;
            case Map<?, ?> _ -> new Variables(Branches.of(value));
            default -> value;
          });
    }
    return new Children(layout.keys(), values, layout);
  }

  private static Variables rebuilt(@Nullable Object aux, List<@Nullable Object> values) {
    Layout layout = (Layout) Objects.requireNonNull(aux);
    return new Variables(new Children(layout.keys(), values, layout));
  }

  /// The names of a branch in the order of the tree. It is handed on from tree to tree, so that
  /// equal ones are mostly the same.
  ///
  /// @param keys made of the names
  private record Layout(List<String> names, List<Key> keys, int hash) {
    static Layout of(Children children) {
      return (Layout) Objects.requireNonNull(children.aux());
    }

    static Layout of(Map<String, Object> branch) {
      List<String> names = branch.keySet().stream().sorted().toList();
      return new Layout(
          names, names.stream().<Key>map(Key.DictKey::new).toList(), names.hashCode());
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return this == o || (o instanceof Layout l && hash == l.hash && names.equals(l.names));
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Variables v && entries().equals(v.entries());
  }

  @Override
  public int hashCode() {
    return entries().hashCode();
  }

  /// The variables as Flax prints them, one name a line.
  @Override
  public String toString() {
    return VariablesText.of(entries());
  }
}
