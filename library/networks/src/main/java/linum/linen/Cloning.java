package linum.linen;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// See [Linen#clone(LinenModule, Map)].
final class Cloning {
  private Cloning() {}

  // Safe: what is made is of the class of the module.
  @SuppressWarnings("unchecked")
  static <M extends LinenModule> M of(M module, Map<String, ? extends @Nullable Object> updates) {
    return switch (module) {
      case Named<?> n -> (M) Records.with((Record) module, "inner", of(n.inner(), updates));
      case Lifted<?> l -> (M) Records.with((Record) module, "inner", of(l.inner(), updates));
      case Record r -> (M) Records.with(r, updates);
      default -> constructed(module, updates);
    };
  }

  /// A module by the constructor that takes the values of all fields.
  // Safe: as above.
  @SuppressWarnings("unchecked")
  private static <M extends LinenModule> M constructed(
      M module, Map<String, ? extends @Nullable Object> updates) {
    if (module.getClass().isHidden()) {
      return module;
    }
    List<Field> fields = Submodules.fields(module.getClass());
    Map<String, @Nullable Object> values = new TreeMap<>();
    for (Field f : fields) {
      values.put(f.getName(), Submodules.value(f, module));
    }
    if (!values.keySet().containsAll(updates.keySet())) {
      throw new IllegalArgumentException(
          "clone: %s has the fields %s, but a value was given for %s"
              .formatted(Names.typeName(module), values.keySet(), new TreeSet<>(updates.keySet())));
    }
    values.putAll(updates);
    Class<?>[] types = fields.stream().map(Field::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> c = module.getClass().getDeclaredConstructor(types);
      c.setAccessible(true);
      return (M) c.newInstance(fields.stream().map(f -> values.get(f.getName())).toArray());
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          "clone: %s has no constructor that takes its fields, %s.\nMake it a record, or call its constructor."
              .formatted(
                  Names.typeName(module), Arrays.stream(types).map(Class::getSimpleName).toList()),
          e);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("clone: the constructor failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("clone: cannot make a " + Names.typeName(module), e);
    }
  }
}
