package linum.nnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.ir.DType;
import linum.ir.Repr;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxStates.VariableState;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// Objects, variables and states as NNX prints them.
final class Text {
  // Objects that were printed further up or to the left.
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Text() {}

  static String of(Pytree p) {
    return new Text().pytree(p);
  }

  static String of(Variable v) {
    return new Text().variable(v.getClass(), v.current(), v.metadata(), false);
  }

  static String of(VariableState v) {
    return new Text().variable(v.type(), v.value(), v.metadata(), false);
  }

  static String of(State s) {
    return "State" + (s.isEmpty() ? "({})" : "(" + new Text().entries(s) + ")");
  }

  /// `float32[2,3]`, or the structure of a tree.
  static String type(Object value) {
    return value instanceof Array a
        ? a.aval().toString()
        : linum.tree.Tree.structure(value).toString();
  }

  /// A value that is neither an object nor a variable, in a line.
  static String plain(@Nullable Object value) {
    return new Text().value(value);
  }

  /// What a value of a state is, for messages.
  static String kind(Object value) {
    return switch (value) {
      case VariableState v -> v.type().getSimpleName() + " of type " + type(v.value());
      case Variable v -> v.getClass().getSimpleName();
      case Array a -> "array of type " + a.aval();
      default -> value.getClass().getSimpleName();
    };
  }

  private String pytree(Pytree p) {
    String name = name(p.getClass());
    if (!seen.add(p)) {
      return name + "(...)";
    }
    List<String> lines = new ArrayList<>();
    for (Slot s : Slot.of(p.getClass())) {
      Object value = s.get(p);
      Containers.Level options = value instanceof LayerOptions ? Containers.of(value) : null;
      if (options == null) {
        lines.add(s.name() + "=" + value(value));
      } else {
        for (int i = 0; i < options.rawKeys().size(); i++) {
          lines.add(options.rawKeys().get(i) + "=" + value(options.values().get(i)));
        }
      }
    }
    p.attributes().forEach((key, value) -> lines.add(key + "=" + value(value)));
    return object(name + "(", comment(p), lines, ")");
  }

  private static String comment(Pytree p) {
    Map<Class<?>, Size> sizes = Size.byKind(p);
    String all =
        sizes.entrySet().stream()
            .map(e -> e.getKey().getSimpleName() + ": " + e.getValue())
            .collect(Collectors.joining(", "));
    if (sizes.size() > 1) {
      all += ", Total: " + sizes.values().stream().reduce(Size.ZERO, Size::plus);
    }
    return all;
  }

  private static String name(Class<?> type) {
    return type.getSimpleName().isEmpty()
        ? type.getSuperclass().getSimpleName()
        : type.getSimpleName();
  }

  private String variable(
      Class<?> type, Object value, Map<String, Object> metadata, boolean inObject) {
    List<String> lines = new ArrayList<>();
    lines.add("value=" + (inObject ? value(value) : full(value)));
    metadata.forEach((key, v) -> lines.add(key + "=" + value(v)));
    Size size = Size.of(value);
    return object(name(type) + "(", size.count() == 0 ? "" : size.toString(), lines, ")");
  }

  private static String full(Object value) {
    return switch (value) {
      case ConcreteArray a -> a.repr();
      case List<?> l -> tuple(l.stream().map(e -> e == null ? "None" : full(e)).toList());
      default -> value.toString();
    };
  }

  private String entries(State s) {
    List<String> lines = new ArrayList<>();
    s.entries()
        .forEach((key, value) ->
            lines.add(
                Repr.of(key)
                    + ": "
                    + switch (value) {
                      case State inner -> inner.isEmpty() ? "{}" : entries(inner);
                      case VariableState v -> variable(v.type(), v.value(), v.metadata(), false);
                      default -> full(value);
                    }));
    return object("{", "", lines, "}");
  }

  private String value(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case Pytree p -> pytree(p);
      case Variable v ->
          seen.add(v)
              ? variable(v.getClass(), v.current(), v.metadata(), true)
              : name(v.getClass()) + "(...)";
      case Array a -> array(a);
      case List<?> l -> l.stream().map(this::value).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> m -> map(m);
      case Object[] a -> value(java.util.Arrays.asList(a));
      case DType d -> d.toString();
      case Class<?> c -> c.getSimpleName();
      default -> value.getClass().isHidden() ? "<lambda>" : Repr.of(value);
    };
  }

  private String map(Map<?, ?> m) {
    List<String> entries = new ArrayList<>();
    Containers.Level level = Containers.of(m);
    if (level != null) {
      for (int i = 0; i < level.rawKeys().size(); i++) {
        entries.add(Repr.of(level.rawKeys().get(i)) + ": " + value(level.values().get(i)));
      }
    }
    return entries.stream().collect(Collectors.joining(", ", "{", "}"));
  }

  // Numbers are shown where there is one.
  private static String array(Array a) {
    if (a instanceof ConcreteArray c && a.size() <= 1) {
      return c.repr();
    }
    return a instanceof ConcreteArray
        ? "Array(shape=%s, dtype=dtype('%s'))".formatted(a.shape(), a.dtype())
        : a.toString();
  }

  private static String tuple(List<String> values) {
    return values.size() == 1
        ? "(" + values.getFirst() + ",)"
        : "(" + String.join(", ", values) + ")";
  }

  private static String object(String start, String comment, List<String> lines, String end) {
    if (lines.isEmpty()) {
      return start + end;
    }
    String body =
        lines.stream().map(l -> "  " + l.replace("\n", "\n  ")).collect(Collectors.joining(",\n"));
    return start + (comment.isEmpty() ? "" : " # " + comment) + "\n" + body + "\n" + end;
  }
}
