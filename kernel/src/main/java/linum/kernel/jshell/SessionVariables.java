package linum.kernel.jshell;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The fields that hold the session's variables.
///
/// JShell makes a new class with a new static field when a variable is declared again, and leaves
/// the old field as it is: its value would never be freed, and a lambda made before would go on
/// reading it. So an old field is given the variable's current value, or `null` where that has
/// another type.
final class SessionVariables {
  private static final Pattern SNIPPET_CLASS = Pattern.compile("REPL\\.\\$JShell\\$\\w+");

  private final Map<String, List<Field>> versions = new LinkedHashMap<>();

  /// Takes note of the variables of a new snippet class.
  synchronized void declaredBy(Class<?> snippetClass) {
    if (!SNIPPET_CLASS.matcher(snippetClass.getName()).matches()) {
      return; // a class of the user
    }
    for (Field field : snippetClass.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
        field.setAccessible(true); // the field is public but its class is not
        versions.computeIfAbsent(field.getName(), _ -> new ArrayList<>()).add(field);
      }
    }
  }

  /// Gives the fields of earlier declarations their variable's current value.
  synchronized void updateOldFields() {
    for (List<Field> fields : versions.values()) {
      if (fields.size() > 1) {
        Object current = read(fields.getLast());
        fields.subList(0, fields.size() - 1).forEach(old -> write(old, current));
      }
    }
  }

  /// Lets go of the value of a variable that the session drops.
  synchronized void forget(String name) {
    List<Field> fields = versions.remove(name);
    if (fields != null) {
      fields.forEach(field -> write(field, null));
    }
  }

  /// The value of a variable; empty if there is none of that name or it is null.
  synchronized Optional<Object> value(String name) {
    List<Field> fields = versions.get(name);
    return fields == null ? Optional.empty() : Optional.ofNullable(read(fields.getLast()));
  }

  private static @Nullable Object read(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read the variable " + field.getName(), e);
    }
  }

  private static void write(Field field, @Nullable Object value) {
    Class<?> type = field.getType();
    try {
      if (!type.isPrimitive()) {
        field.set(null, type.isInstance(value) ? value : null);
      } else if (value != null && isBoxOf(type, value)) {
        field.set(null, value);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot update the variable " + field.getName(), e);
    }
  }

  private static boolean isBoxOf(Class<?> primitive, Object value) {
    return java.lang.invoke.MethodType.methodType(primitive).wrap().returnType().isInstance(value);
  }
}
