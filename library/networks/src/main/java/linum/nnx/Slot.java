package linum.nnx;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import linum.nnx.NnxPytrees.Named;
import linum.nnx.NnxPytrees.Pytree;
import org.jspecify.annotations.Nullable;

/// A place in a [Pytree] that holds a value: a field of its class, or an attribute it was given.
sealed interface Slot {
  String name();

  @Nullable Object get(Pytree owner);

  void set(Pytree owner, @Nullable Object value);

  /// Whether the value can be another one the next time.
  boolean isMutable();

  /// A field.
  record Declared(String name, Field field, boolean isMutable) implements Slot {
    @Override
    public @Nullable Object get(Pytree owner) {
      try {
        return field.get(owner);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("cannot read " + field, e);
      }
    }

    @Override
    public void set(Pytree owner, @Nullable Object value) {
      try {
        field.set(owner, value);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("cannot write " + field, e);
      }
    }
  }

  /// An attribute, such as one that `sow` made.
  record Attribute(String name) implements Slot {
    @Override
    public @Nullable Object get(Pytree owner) {
      return owner.attributes().get(name);
    }

    @Override
    public void set(Pytree owner, @Nullable Object value) {
      owner.attributes().put(name, value);
    }

    @Override
    public boolean isMutable() {
      return true;
    }
  }

  ClassValue<List<Slot>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Slot> computeValue(Class<?> type) {
          return fields(type);
        }
      };

  /// The fields of a class, those of its superclasses first, in the order of the source.
  static List<Slot> of(Class<? extends Pytree> type) {
    return FIELDS.get(type);
  }

  // Values that a local class captured are its attributes, too: the compiler keeps them in fields
  // named val$….
  private static List<Slot> fields(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    List<Slot> all =
        new ArrayList<>(type == Pytree.class || parent == null ? List.of() : FIELDS.get(parent));
    if (type == Pytree.class) {
      return List.of();
    }
    for (Field field : type.getDeclaredFields()) {
      boolean captured = field.getName().startsWith("val$");
      if (Modifier.isStatic(field.getModifiers()) || (field.isSynthetic() && !captured)) {
        continue;
      }
      try {
        field.setAccessible(true);
      } catch (InaccessibleObjectException e) {
        throw new IllegalArgumentException(
            "the field %s of %s cannot be read, so the variables of this module are not known.\nOpen its package to linum: opens %s;"
                .formatted(field.getName(), type.getSimpleName(), type.getPackageName()),
            e);
      }
      boolean isMutable = !Modifier.isFinal(field.getModifiers());
      all.add(new Declared(name(field, captured), field, isMutable));
    }
    return List.copyOf(all);
  }

  private static String name(Field field, boolean captured) {
    Named named = field.getAnnotation(Named.class);
    if (named != null) {
      return named.value();
    }
    return captured ? field.getName().substring(4) : field.getName();
  }
}
