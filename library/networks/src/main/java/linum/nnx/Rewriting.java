package linum.nnx;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiFunction;
import linum.core.Array;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxVariables.Variable;
import org.jspecify.annotations.Nullable;

/// Replaces parts of an object, those further down first.
final class Rewriting {
  private final BiFunction<List<Object>, Object, Object> f;
  private final IdentityHashMap<Object, Object> done = new IdentityHashMap<>();

  Rewriting(BiFunction<List<Object>, Object, Object> f) {
    this.f = f;
  }

  @SuppressWarnings("ReferenceEquality") // what was not replaced is the same object
  @Nullable Object of(List<Object> path, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    Object known = done.get(value);
    if (known != null) {
      return known;
    }
    return switch (value) {
      case Variable v -> replaced(path, v);
      case Array a -> replaced(path, a);
      case Pytree p -> {
        // In a cycle, the object stands for what it will be.
        done.put(p, p);
        for (Visit.Entry e : Visit.children(p)) {
          String name = e.path().getFirst().toString();
          Object other = of(Paths.then(path, name), e.value());
          if (other != e.value()) {
            slot(p, name).set(p, other);
          }
        }
        yield replaced(path, p);
      }
      default -> container(path, value);
    };
  }

  private Object replaced(List<Object> path, Object value) {
    Object other = f.apply(path, value);
    done.put(value, other);
    return other;
  }

  private static Slot slot(Pytree p, String name) {
    return Slot.of(p.getClass()).stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseGet(() -> new Slot.Attribute(name));
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private Object container(List<Object> path, Object value) {
    Containers.Level level = Containers.of(value);
    if (level == null) {
      return value;
    }
    List<@Nullable Object> values = new ArrayList<>();
    boolean same = true;
    List<Object> keys = level.keys();
    for (int i = 0; i < keys.size(); i++) {
      Object old = level.values().get(i);
      Object other = of(Paths.then(path, keys.get(i)), old);
      same &= other == old;
      values.add(other);
    }
    return same
        ? value
        : Containers.build(
            new Def.OfContainer(level.kind(), level.type(), keys, level.rawKeys(), List.of()),
            values);
  }
}
