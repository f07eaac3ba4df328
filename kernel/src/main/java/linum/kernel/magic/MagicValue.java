package linum.kernel.magic;

import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/// Hands the value of a magic to the Java code that assigns it: `x = %name` is run as the magic,
/// then as `x = MagicValue.take()`.
public final class MagicValue {
  private static @Nullable Object value;

  private MagicValue() {}

  /// The value, once; the type is the one the code expects.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public static synchronized <T> @Nullable T take() {
    Object taken = value;
    value = null;
    return (T) taken; // a wrong declaration fails like a cast in the user's cell
  }

  /// Keeps a value and says with which expression to take it.
  ///
  /// @param typed whether the expression must name the type, because it declares a `var`
  static synchronized String put(@Nullable Object next, boolean typed) {
    value = next;
    String call = MagicValue.class.getName() + ".take()";
    return typed && next != null ? "(" + nameableClass(next.getClass()) + ") " + call : call;
  }

  /// The nearest type that code may name: the class, or else an interface that says something.
  private static String nameableClass(Class<?> start) {
    for (Class<?> type = start; type != null; type = type.getSuperclass()) {
      if (isNameable(type)) {
        return type.getCanonicalName();
      }
      for (Class<?> implemented : type.getInterfaces()) {
        if (isNameable(implemented) && implemented.getMethods().length > 0) {
          return implemented.getCanonicalName();
        }
      }
    }
    return Object.class.getCanonicalName();
  }

  private static boolean isNameable(Class<?> type) {
    Class<?> enclosing = type.getEnclosingClass();
    return type.getCanonicalName() != null
        && Modifier.isPublic(type.getModifiers())
        && (enclosing == null || isNameable(enclosing));
  }
}
