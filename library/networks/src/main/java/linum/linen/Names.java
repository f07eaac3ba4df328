package linum.linen;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The names that one run of a body gives to parts and variables.
final class Names {
  private static final String PART = "";

  private final Map<String, Set<String>> taken = new HashMap<>();
  private final Map<String, Integer> next = new HashMap<>();
  private final IdentityHashMap<LinenModule, String> parts = new IdentityHashMap<>();

  private final Set<LinenModule> atHome = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Map<String, LinenModule> places = new HashMap<>();

  Names() {}

  /// These names, to be given on from here in a body that is run several times.
  Names copy() {
    Names copy = new Names();
    copy.next.putAll(next);
    copy.parts.putAll(parts);
    copy.atHome.addAll(atHome);
    copy.places.putAll(places);
    return copy;
  }

  /// Goes on where another run of the body has ended.
  void resume(Names other) {
    next.putAll(other.next);
    parts.putAll(other.parts);
    places.putAll(other.places);
  }

  /// The module itself, without the names and transformations put around it: parts are the same if
  /// this is the same instance.
  static LinenModule self(LinenModule module) {
    return switch (module) {
      case Named<?> n -> self(n.inner());
      case Lifted<?> l -> self(l.inner());
      default -> module;
    };
  }

  /// Whether a module is a lambda, which has no name and no variables.
  static boolean isFunction(LinenModule module) {
    return self(module).getClass().isHidden();
  }

  /// What automatic names begin with: the class, after the transformations put around it.
  static String typeName(LinenModule module) {
    if (module instanceof Lifted<?> l) {
      return l.transform().name() + typeName(l.inner());
    }
    Class<?> c = self(module).getClass();
    while (c.getSimpleName().isEmpty() && c.getSuperclass() != null) {
      c = c.getSuperclass();
    }
    return c == Object.class ? "Layer" : c.getSimpleName();
  }

  /// Lets a part have its variables where the module has its own.
  void putAtHome(LinenModule part) {
    atHome.add(self(part));
  }

  boolean isAtHome(LinenModule part) {
    return atHome.contains(self(part));
  }

  boolean has(LinenModule part) {
    return parts.containsKey(self(part));
  }

  String of(LinenModule part) {
    return Objects.requireNonNull(parts.get(self(part)));
  }

  /// Gives a part the name it asks for, or the next automatic one.
  String bind(LinenModule part, Scope scope) {
    if (part instanceof Named<?> n) {
      return bind(part, n.name(), scope);
    }
    String prefix = typeName(part);
    return bind(part, prefix + "_" + (next.merge(prefix, 1, Integer::sum) - 1), scope);
  }

  String bind(LinenModule part, String name, Scope scope) {
    reserve("part", name, PART, scope);
    parts.put(self(part), name);
    return name;
  }

  /// The part that stands for a piece of the body of this name.
  LinenModule place(String name, Scope scope) {
    LinenModule known = places.get(name);
    if (known == null) {
      known = new Place(name);
      bind(known, name, scope);
      places.put(name, known);
    }
    return known;
  }

  /// A piece of a body, as a part.
  private record Place(String name) implements LinenModule {}

  /// Variables of different collections may share a name, a part shares it with nobody.
  void reserve(String what, String name, String collection, Scope scope) {
    Set<String> users = taken.computeIfAbsent(name, _ -> new HashSet<>());
    boolean free =
        collection.equals(PART)
            ? users.isEmpty()
            : !users.contains(PART) && !users.contains(collection);
    if (!free) {
      throw new NameInUseError(what, name, typeName(scope.module()), scope.pathText());
    }
    users.add(collection);
  }
}
