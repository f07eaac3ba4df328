package linum.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Records by the names of their components.
public final class Records {
  private Records() {}

  /// The components of a record, in order.
  ///
  /// @throws IllegalArgumentException if the record cannot be part of a tree
  public static Map<String, @Nullable Object> components(Record record) {
    RecordShape shape = shape(record);
    @Nullable Object[] parts = shape.components(record);
    Map<String, @Nullable Object> out = LinkedHashMap.newLinkedHashMap(parts.length);
    for (int i = 0; i < parts.length; i++) {
      out.put(shape.name(i), parts[i]);
    }
    return Collections.unmodifiableMap(out);
  }

  /// The record with other values for some of its components.
  ///
  /// In JAX: `dataclasses.replace` and `NamedTuple._replace`.
  ///
  /// @throws IllegalArgumentException if there is no component of a name, or it has another type
  @SuppressWarnings("unchecked") // built by the constructor of the class of the given record
  public static <R extends Record> R with(
      R record, Map<String, ? extends @Nullable Object> changes) {
    RecordShape shape = shape(record);
    @Nullable Object[] parts = shape.components(record);
    int known = 0;
    for (int i = 0; i < parts.length; i++) {
      if (changes.containsKey(shape.name(i))) {
        parts[i] = changes.get(shape.name(i));
        known++;
      }
    }
    if (known < changes.size()) {
      throw new IllegalArgumentException(
          "record %s has the components %s, but a value was given for %s"
              .formatted(shape, components(record).keySet(), new TreeSet<>(changes.keySet())));
    }
    return (R) shape.build(parts);
  }

  /// The record with another value for one component.
  ///
  /// @throws IllegalArgumentException if there is no such component, or it has another type
  public static <R extends Record> R with(R record, String component, @Nullable Object value) {
    return with(record, Collections.singletonMap(component, value));
  }

  private static RecordShape shape(Record record) {
    return SHAPES.get(record.getClass());
  }

  // Registered classes have their own ways to be a tree, but are records all the same.
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };
}
