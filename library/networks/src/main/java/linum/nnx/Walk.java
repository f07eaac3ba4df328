package linum.nnx;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import linum.core.Array;
import linum.core.Tracer;
import linum.nnx.Def.OfArray;
import linum.nnx.Def.OfContainer;
import linum.nnx.Def.OfPytree;
import linum.nnx.Def.OfVariable;
import linum.nnx.Def.Seen;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxVariables.Variable;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Goes through objects once, finds their structure, and collects their variables and arrays.
final class Walk {
  /// An array in a field, as part of a structure: another array means another program.
  private record Constant(Array array) {
    @Override
    @SuppressWarnings("ReferenceEquality") // as said
    public boolean equals(@Nullable Object o) {
      return o instanceof Constant c && array == c.array;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(array);
    }
  }

  private final IdentityHashMap<Object, Integer> seen = new IdentityHashMap<>();
  private final List<Object> refs = new ArrayList<>();
  private final List<Variable> variables = new ArrayList<>();
  private final List<Array> arrays = new ArrayList<>();
  private final Tape tape = new Tape();
  private final Deque<Object> path = new ArrayDeque<>();
  private final boolean constants;
  private int depth;

  private Walk(boolean constants) {
    this.constants = constants;
  }

  /// A walk that takes arrays in fields of objects for data.
  static Walk forState() {
    return new Walk(false);
  }

  /// A walk that takes arrays in fields of objects for part of the structure, as transformations
  /// do: what they may change is in variables.
  static Walk forTransform() {
    return new Walk(true);
  }

  /// A walk in which the given objects were met already.
  static Walk after(List<Object> known) {
    Walk w = new Walk(true);
    known.forEach(w::meet);
    return w;
  }

  /// All objects and variables, by number.
  List<Object> refs() {
    return refs;
  }

  List<Variable> variables() {
    return variables;
  }

  /// Arrays that belong to no variable.
  List<Array> arrays() {
    return arrays;
  }

  Tape tape() {
    return tape;
  }

  private int meet(Object o) {
    int index = refs.size();
    seen.put(o, index);
    refs.add(o);
    return index;
  }

  /// The structure of a value.
  Def of(@Nullable Object value) {
    if (value instanceof Variable || value instanceof Pytree) {
      Integer known = seen.get(value);
      if (known != null) {
        return new Seen(known);
      }
    }
    return switch (value) {
      case null -> new Def.Fixed(null);
      case Variable v -> variable(v);
      case Pytree p -> pytree(p);
      case Array a -> array(a);
      case State s when depth > 0 -> constant(s);
      default -> other(value);
    };
  }

  // A state in a field is a value, like an array there.
  private Def constant(State s) {
    if (constants) {
      throw new IllegalArgumentException(
          "%s is a State, whose arrays a transformation would take for constants.\nKeep variables instead, or pass the state as an argument of the function."
              .formatted(where()));
    }
    return new Def.Fixed(s);
  }

  private OfVariable variable(Variable v) {
    int index = meet(v);
    variables.add(v);
    Structure structure = Tree.structure(v.current());
    tape.variable(v, structure);
    return new OfVariable(index, v.getClass(), v.metadata(), structure, v);
  }

  private Def array(Array a) {
    if (depth > 0 && constants) {
      if (a instanceof Tracer t && !t.trace().isActive()) {
        throw new IllegalArgumentException(
            "%s holds a traced array of a transformation that has ended.\nKeep what changes in a variable: new Nnx.Variable(x)."
                .formatted(where()));
      }
      return new Def.Fixed(new Constant(a));
    }
    arrays.add(a);
    return OfArray.ARRAY;
  }

  private OfPytree pytree(Pytree p) {
    int index = meet(p);
    List<String> names = new ArrayList<>();
    List<Def> children = new ArrayList<>();
    Pytree template = p.shallowCopy();
    depth++;
    for (Slot slot : Slot.of(p.getClass())) {
      child(p, slot, template, names, children);
    }
    for (String name : p.attributes().keySet()) {
      child(p, new Slot.Attribute(name), template, names, children);
    }
    tape.attributes(p);
    depth--;
    return OfPytree.of(index, List.copyOf(names), List.copyOf(children), template);
  }

  private void child(Pytree p, Slot slot, Pytree template, List<String> names, List<Def> children) {
    Object value = slot.get(p);
    path.addLast(slot.name());
    Def def = of(value);
    path.removeLast();
    if (slot.isMutable() && !(slot instanceof Slot.Attribute)) {
      tape.field(p, slot, value);
    }
    if (!(def instanceof Def.Fixed)
        && !(slot instanceof Slot.Declared d && d.field().getType().isPrimitive())) {
      slot.set(template, null);
    }
    names.add(slot.name());
    children.add(def);
  }

  private Def other(Object value) {
    Containers.Level level = Containers.of(value);
    if (level == null) {
      checkHoldsNothing(value);
      if (depth > 0 && value.getClass().isArray()) {
        tape.array(value);
      }
      return Def.Fixed.of(value);
    }
    List<Def> children = new ArrayList<>(level.values().size());
    boolean fixed = true;
    List<Object> keys = level.keys();
    for (int i = 0; i < keys.size(); i++) {
      path.addLast(keys.get(i));
      Def child = of(level.values().get(i));
      path.removeLast();
      children.add(child);
      fixed &= child instanceof Def.Fixed;
    }
    tape.container(value, level);
    if (fixed && (level.kind() == Def.Kind.RECORD || Containers.isImmutable(value))) {
      return new Def.Fixed(value);
    }
    return new OfContainer(
        level.kind(), level.type(), keys, level.rawKeys(), List.copyOf(children));
  }

  // Objects of other classes are static, so that what is in them would be lost.
  private void checkHoldsNothing(Object value) {
    switch (value) {
      case Collection<?> c -> checkElements(value, c);
      case Optional<?> o -> checkElements(value, o.stream().toList());
      default -> {
        String field = HOLDERS.get(value.getClass()).orElse(null);
        if (field != null) {
          String name = value.getClass().getSimpleName();
          throw new IllegalArgumentException(
              "%s is a %s, whose field %s holds arrays or variables that would be lost.\nLet the class extend Nnx.Pytree, or make it a record."
                  .formatted(where(), name, field));
        }
      }
    }
  }

  private void checkElements(Object value, Collection<?> elements) {
    for (Object e : elements) {
      if (e instanceof Array || e instanceof Variable || e instanceof Pytree) {
        throw new IllegalArgumentException(
            "%s is a %s, so the %s in it would be lost.\nUse a List, a Map, an array or a record."
                .formatted(
                    where(), value.getClass().getSimpleName(), e.getClass().getSimpleName()));
      }
    }
  }

  private String where() {
    return path.isEmpty()
        ? "a value"
        : String.join("/", path.stream().map(Object::toString).toList());
  }

  private static final ClassValue<Optional<String>> HOLDERS =
      new ClassValue<>() {
        @Override
        protected Optional<String> computeValue(Class<?> type) {
          return holder(type);
        }
      };

  // Lambdas capture what they like: for them it is a constant.
  private static Optional<String> holder(Class<?> type) {
    if (type.isHidden() || type.isSynthetic() || type.isArray() || type.isEnum()) {
      return Optional.empty();
    }
    for (Class<?> c = type; c != null && !c.getName().startsWith("java."); c = c.getSuperclass()) {
      for (Field f : c.getDeclaredFields()) {
        Class<?> t = f.getType().isArray() ? f.getType().getComponentType() : f.getType();
        if (!f.isSynthetic()
            && !Modifier.isStatic(f.getModifiers())
            && (Array.class.isAssignableFrom(t)
                || Variable.class.isAssignableFrom(t)
                || Pytree.class.isAssignableFrom(t))) {
          return Optional.of(f.getName());
        }
      }
    }
    return Optional.empty();
  }

  /// Whether there are neither variables nor objects in a value, so that it is a plain tree.
  static boolean isPlain(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case Array _ -> true;
      case Variable _, Pytree _ -> false;
      case List<?> l -> l.stream().allMatch(Walk::isPlain);
      case Map<?, ?> m -> m.values().stream().allMatch(Walk::isPlain);
      case Object[] a -> Arrays.stream(a).allMatch(Walk::isPlain);
      case Record r -> {
        Containers.Level level = Containers.of(r);
        yield level == null || level.values().stream().allMatch(Walk::isPlain);
      }
      default -> true;
    };
  }
}
