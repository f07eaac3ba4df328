package linum.linen;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records with another value for one component: what the options of layers are made of, since a
/// layer has many.
final class Components {
  // Reading the components of a class once.
  private static final ClassValue<Layout> LAYOUTS =
      new ClassValue<>() {
        @Override
        protected Layout computeValue(Class<?> c) {
          return Layout.of(c);
        }
      };

  private Components() {}

  /// The same record but for one component.
  ///
  /// @throws IllegalArgumentException if there is no such component, or the record refuses the
  ///   value
  // Safe: the constructor is that of the record's class.
  @SuppressWarnings("unchecked")
  static <R extends Record> R with(R record, String component, @Nullable Object value) {
    return (R) LAYOUTS.get(record.getClass()).with(record, component, value);
  }

  /// What a record is made of.
  private record Layout(List<RecordComponent> components, Constructor<?> constructor) {
    static Layout of(Class<?> c) {
      List<RecordComponent> components = List.of(c.getRecordComponents());
      Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
      try {
        Constructor<?> constructor = c.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        for (RecordComponent component : components) {
          component.getAccessor().setAccessible(true);
        }
        return new Layout(components, constructor);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("a record without its constructor: " + c, e);
      }
    }

    Object with(Object record, String name, @Nullable Object value) {
      try {
        @Nullable Object[] values = new @Nullable Object[components.size()];
        boolean found = false;
        for (int i = 0; i < components.size(); i++) {
          boolean here = components.get(i).getName().equals(name);
          found |= here;
          values[i] = here ? value : components.get(i).getAccessor().invoke(record);
        }
        if (!found) {
          throw new IllegalArgumentException(
              "%s has no component %s".formatted(record.getClass().getSimpleName(), name));
        }
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot copy " + record, e);
      }
    }
  }
}
