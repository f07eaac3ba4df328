package linum.checkpoint;

/// Which classes are of a type that is marked as [NoState].
final class Stateless {
  private static final ClassValue<Boolean> MARKED =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isMarked(type);
        }
      };

  private Stateless() {}

  static boolean is(Object value) {
    return MARKED.get(value.getClass());
  }

  private static boolean isMarked(Class<?> type) {
    if (type.isAnnotationPresent(NoState.class)
        || (type.getSuperclass() != null && isMarked(type.getSuperclass()))) {
      return true;
    }
    for (Class<?> i : type.getInterfaces()) {
      if (isMarked(i)) {
        return true;
      }
    }
    return false;
  }
}
