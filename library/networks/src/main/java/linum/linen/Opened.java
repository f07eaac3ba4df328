package linum.linen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import linum.random.PrngKey;
import org.jspecify.annotations.Nullable;

/// The scope of a running module, opened for a transformation of plain functions: its variables and
/// random keys as trees, in groups that are treated alike, and a way to run its body with such
/// trees.
///
/// The parts that the module uses but that belong to modules around it are passed through as well.
final class Opened {
  private final List<Scope> scopes = new ArrayList<>();
  private final List<LinenModule> shared = new ArrayList<>();
  private final Names given;
  private final List<CollectionFilter> in;
  private final List<CollectionFilter> out;
  private final List<CollectionFilter> streams;
  private final boolean forked;
  private final String transform;

  /// What a body gave, and the variables that it changed. A tree.
  record Result<R>(R value, List<List<Variables>> out) {}

  /// @param in how variables are grouped that are passed in
  /// @param out how variables are grouped that come out
  /// @param streams how streams of random keys are grouped
  Opened(
      String transform,
      List<CollectionFilter> in,
      List<CollectionFilter> out,
      List<CollectionFilter> streams) {
    this(transform, in, out, streams, false);
  }

  /// All variables and streams in one group.
  ///
  /// @param forked whether the body draws from new keys, drawn from the streams, which do not
  ///   depend on where the module is
  static Opened whole(String transform, boolean forked) {
    List<CollectionFilter> all = List.of(CollectionFilter.ALL);
    return new Opened(transform, all, all, all, forked);
  }

  private Opened(
      String transform,
      List<CollectionFilter> in,
      List<CollectionFilter> out,
      List<CollectionFilter> streams,
      boolean forked) {
    this.transform = transform;
    this.forked = forked || !FlaxConfig.LAZY_RNG.get();
    Scope own = Scope.running();
    own.check(transform);
    this.in = in;
    this.out = out;
    this.streams = streams;
    given = own.names().copy();
    scopes.add(own);
    own.partsOfOthers()
        .forEach((part, scope) -> {
          scope.check(transform);
          shared.add(part);
          scopes.add(scope);
        });
  }

  /// The variables of each group that is passed in.
  List<List<Variables>> variables() {
    List<List<Variables>> groups = new ArrayList<>();
    in.forEach(_ -> groups.add(new ArrayList<>()));
    for (Scope scope : scopes) {
      List<Variables> split = split(Parameters.variables(scope), in);
      for (int i = 0; i < in.size(); i++) {
        groups.get(i).add(split.get(i));
      }
    }
    return groups;
  }

  /// The random keys of each group.
  List<List<Map<String, PrngKey>>> keys() {
    List<List<Map<String, PrngKey>>> groups = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      List<Map<String, PrngKey>> group = new ArrayList<>();
      for (Scope scope : scopes) {
        Map<String, PrngKey> keys = new LinkedHashMap<>();
        for (String name : scope.rngs().keySet().stream().sorted().toList()) {
          if (first(streams, name) == i) {
            keys.put(
                name,
                forked
                    ? scope.makeRng(name)
                    : Objects.requireNonNull(scope.rngs().get(name)).key());
          }
        }
        group.add(keys);
      }
      groups.add(group);
    }
    return groups;
  }

  /// Runs the body with the variables and keys that the transformation passes in.
  ///
  /// @param mutable what of the mutable collections stays mutable
  <R> Result<R> run(
      List<List<Variables>> groups,
      List<List<Map<String, PrngKey>>> keys,
      CollectionFilter mutable,
      Supplier<R> body) {
    CollectionFilter outgoing = CollectionFilter.NONE;
    for (CollectionFilter f : out) {
      outgoing = outgoing.union(f);
    }
    List<Root> roots = new ArrayList<>();
    IdentityHashMap<LinenModule, Scope> passed = new IdentityHashMap<>();
    for (int i = scopes.size() - 1; i > 0; i--) {
      Scope inside =
          inside(
              i, groups, keys, outgoing.intersect(mutable), new Names(), new IdentityHashMap<>());
      roots.addFirst(inside.root());
      passed.put(shared.get(i - 1), inside);
    }
    Names names = given.copy();
    Scope own = inside(0, groups, keys, outgoing.intersect(mutable), names, passed);
    roots.addFirst(own.root());
    try {
      R value = own.run(body);
      checkPure(own, value);
      scopes.getFirst().names().resume(names);
      return new Result<>(value, changed(roots));
    } finally {
      roots.forEach(Root::end);
    }
  }

  <R> Result<R> run(
      List<List<Variables>> groups, List<List<Map<String, PrngKey>>> keys, Supplier<R> body) {
    return run(groups, keys, CollectionFilter.ALL, body);
  }

  private void checkPure(Scope own, @Nullable Object value) {
    if (value instanceof LinenModule || value instanceof Variable) {
      throw new TransformedMethodReturnValueError(
          transform, own.pathText(), "a " + value.getClass().getSimpleName());
    }
  }

  private Scope inside(
      int i,
      List<List<Variables>> groups,
      List<List<Map<String, PrngKey>>> keys,
      CollectionFilter mutable,
      Names names,
      IdentityHashMap<LinenModule, Scope> passed) {
    Scope scope = scopes.get(i);
    Map<String, Object> variables = new LinkedHashMap<>();
    groups.forEach(g -> variables.putAll(g.get(i).entries()));
    Map<String, LazyRng> rngs = new HashMap<>();
    keys.forEach(g ->
        g.get(i)
            .forEach((name, key) -> {
              LazyRng outer = Objects.requireNonNull(scope.rngs().get(name));
              rngs.put(name, forked ? LazyRng.of(key) : outer.with(key));
            }));
    Root root =
        scope
            .root()
            .inside(
                new Variables(variables), scope.root().mutable.intersect(mutable), scope.path());
    return scope.inside(root, rngs, names, passed);
  }

  private List<List<Variables>> changed(List<Root> roots) {
    List<List<Variables>> groups = new ArrayList<>();
    out.forEach(_ -> groups.add(new ArrayList<>()));
    for (Root root : roots) {
      List<Variables> split = split(root.variables(root.mutable), out);
      for (int i = 0; i < out.size(); i++) {
        groups.get(i).add(split.get(i));
      }
    }
    return groups;
  }

  /// Takes over what the body changed.
  void publish(List<List<Variables>> groups) {
    for (List<Variables> group : groups) {
      for (int i = 0; i < scopes.size(); i++) {
        Scope scope = scopes.get(i);
        group
            .get(i)
            .entries()
            .forEach((collection, values) -> {
              if (scope.isMutable(collection)) {
                Branches.of(values).forEach((name, value) -> scope.put(collection, name, value));
              }
            });
      }
    }
  }

  /// The scope that is opened.
  Scope own() {
    return scopes.getFirst();
  }

  /// Takes over what the body changed, and gives its value.
  <R> R close(Result<R> result) {
    publish(result.out());
    return result.value();
  }

  /// The collections of each filter; those of several belong to the first one.
  private static List<Variables> split(Variables all, List<CollectionFilter> filters) {
    List<Map<String, Object>> groups = new ArrayList<>();
    filters.forEach(_ -> groups.add(new LinkedHashMap<>()));
    all.entries()
        .forEach((collection, values) -> {
          int i = first(filters, collection);
          if (i >= 0) {
            groups.get(i).put(collection, values);
          }
        });
    return groups.stream().map(Variables::new).toList();
  }

  private static int first(List<CollectionFilter> filters, String name) {
    for (int i = 0; i < filters.size(); i++) {
      if (filters.get(i).contains(name)) {
        return i;
      }
    }
    return -1;
  }
}
