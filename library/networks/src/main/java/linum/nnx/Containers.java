package linum.nnx;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.nnx.Def.Kind;
import linum.nnx.Def.OfContainer;
import org.jspecify.annotations.Nullable;

/// Lists, maps, records and Java arrays, one level at a time.
final class Containers {
  /// What is directly in a container, and under which keys.
  record Level(
      Kind kind, @Nullable Class<?> type, List<Object> rawKeys, List<@Nullable Object> values) {
    List<Object> keys() {
      return rawKeys.stream().map(Paths::key).toList();
    }
  }

  private static final ClassValue<RecordComponent[]> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
          RecordComponent[] all = type.getRecordComponents();
          for (RecordComponent c : all) {
            c.getAccessor().setAccessible(true);
          }
          return all;
        }
      };

  private Containers() {}

  /// The contents; null if the value is no container.
  static @Nullable Level of(Object value) {
    return switch (value) {
      case List<?> l -> new Level(listKind(l), null, positions(l.size()), copy(l));
      case Map<?, ?> m -> {
        List<Object> keys = new ArrayList<>(m.keySet());
        // Their own order differs from one run of the JVM to the next.
        if (isImmutable(m)) {
          keys.sort((a, b) -> Paths.ORDER.compare(Paths.key(a), Paths.key(b)));
        }
        List<@Nullable Object> values = new ArrayList<>();
        keys.forEach(k -> values.add(m.get(k)));
        yield new Level(mapKind(m), null, keys, values);
      }
      case Record r -> record(r);
      case Object[] a ->
          new Level(
              Kind.ARRAY,
              a.getClass().getComponentType(),
              positions(a.length),
              copy(Arrays.asList(a)));
      default -> null;
    };
  }

  private static List<@Nullable Object> copy(List<?> values) {
    return new ArrayList<>(values);
  }

  private static Level record(Record r) {
    List<Object> names = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (RecordComponent c : COMPONENTS.get(r.getClass())) {
      names.add(c.getName());
      values.add(invoke(c.getAccessor(), r));
    }
    return new Level(Kind.RECORD, r.getClass(), names, values);
  }

  private static @Nullable Object invoke(Method accessor, Record r) {
    try {
      return accessor.invoke(r);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + accessor, e);
    }
  }

  private static List<Object> positions(int n) {
    List<Object> all = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      all.add(i);
    }
    return all;
  }

  private static Kind listKind(List<?> l) {
    return isImmutable(l) ? Kind.LIST : Kind.MUTABLE_LIST;
  }

  private static Kind mapKind(Map<?, ?> m) {
    return isImmutable(m) ? Kind.MAP : Kind.MUTABLE_MAP;
  }

  /// Whether the JDK made it so that it can never change, as `List.of` does.
  static boolean isImmutable(Object container) {
    return container.getClass().getName().startsWith("java.util.ImmutableCollections");
  }

  /// A container with the given contents.
  static Object build(OfContainer def, List<@Nullable Object> values) {
    return switch (def.kind()) {
      case LIST -> Collections.unmodifiableList(values);
      case MUTABLE_LIST -> values;
      case MAP -> Collections.unmodifiableMap(map(def.rawKeys(), values));
      case MUTABLE_MAP -> map(def.rawKeys(), values);
      case RECORD -> record(typeOf(def), values);
      case ARRAY -> {
        Object[] array = (Object[]) Array.newInstance(typeOf(def), values.size());
        yield values.toArray(array);
      }
    };
  }

  private static Class<?> typeOf(OfContainer def) {
    if (def.type() == null) {
      throw new AssertionError(def.kind());
    }
    return def.type();
  }

  private static Map<Object, @Nullable Object> map(
      List<Object> keys, List<@Nullable Object> values) {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      map.put(keys.get(i), values.get(i));
    }
    return map;
  }

  private static Object record(Class<?> type, List<@Nullable Object> values) {
    RecordComponent[] components = COMPONENTS.get(type);
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "the constructor of %s rejects what it is rebuilt from".formatted(type.getSimpleName()),
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot rebuild " + type.getSimpleName(), e);
    }
  }
}
