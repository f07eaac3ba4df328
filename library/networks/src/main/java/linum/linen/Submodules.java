package linum.linen;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.ir.DType;
import org.jspecify.annotations.Nullable;

/// The parts that a module holds in its fields, or in lists, maps and Java arrays there, under the
/// names of the fields: `encoder`, `layers_0`, `heads_left`.
final class Submodules {
  // The fields of a class that may hold modules; classes have few, modules many instances.
  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> c) {
          return fields(c).stream().filter(f -> mayHoldModules(f.getType())).toList();
        }
      };

  private Submodules() {}

  static Map<String, LinenModule> of(LinenModule wrapped) {
    LinenModule module = Names.self(wrapped);
    List<Field> fields = FIELDS.get(module.getClass());
    if (fields.isEmpty()) {
      return Map.of();
    }
    Map<String, LinenModule> found = new LinkedHashMap<>();
    for (Field f : fields) {
      PartName said = f.getAnnotation(PartName.class);
      collect(said == null ? f.getName() : said.value(), value(f, module), found);
    }
    return found;
  }

  /// The fields of instances of a class, those of its superclasses first.
  static List<Field> fields(Class<?> c) {
    List<Field> all = new ArrayList<>();
    if (c.getSuperclass() != null && !c.isRecord()) {
      all.addAll(fields(c.getSuperclass()));
    }
    for (Field f : c.getDeclaredFields()) {
      if (!Modifier.isStatic(f.getModifiers()) && !f.isSynthetic()) {
        f.setAccessible(true);
        all.add(f);
      }
    }
    return all;
  }

  static @Nullable Object value(Field f, Object of) {
    try {
      return f.get(of);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + f, e);
    }
  }

  private static void collect(String name, @Nullable Object value, Map<String, LinenModule> found) {
    switch (value) {
      case LinenModule m when Names.isFunction(m) -> {} // a function
      case LinenModule m -> found.put(name, m);
      case List<?> l -> {
        for (int i = 0; i < l.size(); i++) {
          collect(name + "_" + i, l.get(i), found);
        }
      }
      case Object[] a -> collect(name, Arrays.asList(a), found);
      case Map<?, ?> m ->
          m.keySet().stream().sorted().forEach(key -> collect(name + "_" + key, m.get(key), found));
      case null, default -> {}
    }
  }

  private static boolean mayHoldModules(Class<?> c) {
    return !c.isPrimitive()
        && !(c.isArray() && c.getComponentType().isPrimitive())
        && !Array.class.isAssignableFrom(c)
        && c != String.class
        && c != DType.class
        && c != Boolean.class
        && !Number.class.isAssignableFrom(c);
  }
}
