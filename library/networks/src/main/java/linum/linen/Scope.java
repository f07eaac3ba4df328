package linum.linen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import linum.core.Trace;
import linum.random.PrngKey;
import org.jspecify.annotations.Nullable;

/// Where in the model a body is running: a cursor into the variables of a [Root], and the names
/// that this run of the body has given.
final class Scope {
  private static final ScopedValue<Scope> CURRENT = ScopedValue.newInstance();

  private final Root root;
  private final @Nullable Scope parent;
  private final LinenModule module;
  private final List<String> path;
  private final Map<String, LazyRng> rngs;
  private final Trace trace = Trace.current();
  private final Map<String, Integer> drawn;
  private final Names names;
  private final IdentityHashMap<LinenModule, Scope> shared;
  private @Nullable Scope elsewhere;

  private Scope(
      Root root,
      @Nullable Scope parent,
      LinenModule module,
      List<String> path,
      Map<String, LazyRng> rngs,
      Names names,
      IdentityHashMap<LinenModule, Scope> shared) {
    this.root = root;
    this.parent = parent;
    this.module = module;
    this.path = path;
    this.rngs = rngs;
    this.drawn = root.drawn(path);
    this.names = names;
    this.shared = shared;
    Submodules.of(module)
        .forEach((name, part) -> {
          if (!isShared(part) && owner(part) == null) {
            names.bind(part, name, this);
          }
        });
  }

  /// The outermost scope of a run.
  static Scope top(Root root, LinenModule module, Rngs rngs) {
    Map<String, LazyRng> streams = new HashMap<>();
    rngs.keys().forEach((name, key) -> streams.put(name, LazyRng.of(key)));
    return new Scope(root, null, module, List.of(), streams, new Names(), new IdentityHashMap<>());
  }

  /// The scope of the same module inside of a transformation.
  ///
  /// @param inside the variables that the transformation passes in
  /// @param streams the random keys that it passes in
  /// @param given the names that the body has given before the transformation
  /// @param passed the scopes inside of parts that belong to modules outside
  Scope inside(
      Root inside,
      Map<String, LazyRng> streams,
      Names given,
      IdentityHashMap<LinenModule, Scope> passed) {
    return new Scope(inside, null, module, path, streams, given, passed);
  }

  /// The scope of the body that is running.
  ///
  /// @param operation what needs one, for the error if there is none
  static Scope current(String operation, LinenModule module) {
    if (!CURRENT.isBound()) {
      throw new CallCompactUnboundModuleError(operation, Names.typeName(module));
    }
    return running();
  }

  /// The scope of the body that is running, where there must be one.
  static Scope running() {
    Scope scope = CURRENT.get();
    return scope.elsewhere == null ? scope : scope.elsewhere;
  }

  /// The scope of the body that is running, to be shared.
  static Scope toShare(LinenModule part) {
    if (!CURRENT.isBound()) {
      throw new CallShareScopeOnUnboundModuleError(Names.typeName(part));
    }
    return running();
  }

  <R> R run(Supplier<R> body) {
    return ScopedValue.where(CURRENT, this).call(body::get);
  }

  /// The scope in which the body of a part of this module runs.
  @SuppressWarnings("ReferenceEquality") // a module is a part by identity
  Scope child(LinenModule part) {
    check("apply of " + Names.typeName(part));
    if (Names.self(part) == Names.self(module)) {
      return again(part); // another method of the running module
    }
    Scope passed = passed(part);
    if (passed != null) {
      return passed.again(part);
    }
    if (names.isAtHome(part)) {
      return again(part);
    }
    Scope owner = owner(part);
    return owner == null
        ? push(part, names.bind(part, this))
        : owner.push(part, owner.names.of(part));
  }

  /// Puts the variables of the running module and of a part in one place: in that of this module if
  /// the part is its own, else in that of the part.
  void share(LinenModule part) {
    check("shareScope");
    Scope owner = owner(part);
    if (owner == null || owner == this) {
      names.putAtHome(part);
    } else {
      elsewhere = owner.push(part, owner.names.of(part)).again(module);
    }
  }

  /// A scope at the same place, in which no names are given yet.
  private Scope again(LinenModule same) {
    return new Scope(root, parent, same, path, rngs, new Names(), shared);
  }

  private Scope push(LinenModule part, String name) {
    check("apply of " + Names.typeName(part));
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    Map<String, LazyRng> streams = new HashMap<>();
    rngs.forEach((stream, rng) -> streams.put(stream, rng.child(name)));
    return new Scope(
        root, this, part, Collections.unmodifiableList(longer), streams, new Names(), shared);
  }

  /// The outermost scope that has given this part a name.
  private @Nullable Scope owner(LinenModule part) {
    Scope outer = parent == null ? null : parent.owner(part);
    return outer != null ? outer : names.has(part) ? this : null;
  }

  private @Nullable Scope passed(LinenModule part) {
    return shared.get(Names.self(part));
  }

  private boolean isShared(LinenModule part) {
    return passed(part) != null;
  }

  /// The scopes of all parts, at any depth, that belong to modules around this one.
  IdentityHashMap<LinenModule, Scope> partsOfOthers() {
    IdentityHashMap<LinenModule, Scope> found = new IdentityHashMap<>(shared);
    collectPartsOfOthers(module, found);
    return found;
  }

  @SuppressWarnings("ReferenceEquality") // the owner is a scope by identity
  private void collectPartsOfOthers(LinenModule of, IdentityHashMap<LinenModule, Scope> found) {
    Submodules.of(of)
        .forEach((_, part) -> {
          Scope owner = owner(part);
          if (owner != null && owner != this && !isShared(part)) {
            found.put(Names.self(part), owner.push(part, owner.names.of(part)));
          } else {
            collectPartsOfOthers(part, found);
          }
        });
  }

  /// The part that stands for a piece of the body with a name of its own.
  LinenModule place(String name) {
    check("compactNameScope");
    return names.place(name, this);
  }

  /// Gives a part its name now, before it is run.
  void reserve(LinenModule part, @Nullable String name) {
    check("part");
    if (name == null) {
      names.bind(part, this);
    } else {
      names.bind(part, name, this);
    }
  }

  /// @throws NameInUseError if a part, or a variable of the collection, has the name
  void reserveVariable(String what, String name, String collection) {
    check(what);
    names.reserve(what, name, collection, this);
  }

  PrngKey makeRng(String stream) {
    return draw(stream).key();
  }

  /// Draws the next key of a stream.
  LazyRng.Draw draw(String stream) {
    check("makeRng");
    String name = rngs.containsKey(stream) ? stream : "params";
    LazyRng rng = rngs.get(name);
    if (rng == null) {
      throw new InvalidRngError(
          "makeRng(\"%s\") at %s: there is no such stream of random keys, only %s, and no \"params\".\nPass one: model.apply(variables, x, Rngs.of(\"%1$s\", key))"
              .formatted(stream, pathText(), rngs.keySet().stream().sorted().toList()));
    }
    return rng.draw(drawn.merge(name, 1, Integer::sum));
  }

  boolean hasRng(String stream) {
    return rngs.containsKey(stream);
  }

  /// The names on the way from the root.
  private List<String> place() {
    return path.subList(root.above, path.size());
  }

  /// The variables of a collection at this place; empty if there are none.
  Map<String, Object> collection(String name) {
    return root.find(name, place());
  }

  @Nullable Object get(String collection, String name) {
    Object value = collection(collection).get(name);
    return value instanceof Map<?, ?> m ? new Variables(Branches.of(m)) : value;
  }

  void put(String collection, String name, Object value) {
    check("set");
    if (!root.mutable.contains(collection)) {
      throw new ModifyScopeVariableError(collection, name, pathText(), root.mutable);
    }
    Branches.put(root.branch(collection, place()), name, value);
  }

  boolean isMutable(String collection) {
    return root.mutable.contains(collection);
  }

  boolean isEmpty(String collection) {
    return root.isEmpty(collection);
  }

  Root root() {
    return root;
  }

  List<String> path() {
    return path;
  }

  Names names() {
    return names;
  }

  Map<String, LazyRng> rngs() {
    return rngs;
  }

  LinenModule module() {
    return module;
  }

  /// What programs call it.
  String label() {
    return path.isEmpty() ? Names.typeName(module) : path.getLast();
  }

  String pathText() {
    return "/" + String.join("/", path);
  }

  /// The names of what the root has, for errors.
  Set<String> collections() {
    return root.variables(CollectionFilter.ALL).names();
  }

  @SuppressWarnings("ReferenceEquality") // a trace is itself alone
  void check(String operation) {
    if (root.isOver()) {
      throw new InvalidScopeError(operation, pathText());
    }
    if (trace != Trace.current()) {
      throw new JaxTransformError(operation, pathText());
    }
  }
}
