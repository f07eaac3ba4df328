package linum.optax;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What transformations ask of their arguments.
///
/// For transformations written elsewhere, too, so that all say the same.
public final class Need {
  private Need() {}

  /// The parameters.
  ///
  /// @param user who needs them, for the message
  /// @throws IllegalArgumentException if `update` was called without them
  public static <P> P params(String user, @Nullable P params) {
    if (params == null) {
      throw new IllegalArgumentException(
          "%s needs the parameters, but update was called without them.\nGive them: tx.update(grads, state, params)"
              .formatted(user));
    }
    return params;
  }

  /// The state as what it should be.
  ///
  /// @throws IllegalArgumentException if it is the state of something else
  public static <S> S state(Class<S> type, Object state) {
    if (!type.isInstance(state)) {
      throw new IllegalArgumentException(
          "a state of type %s is needed, but update was given %s.\nUse the state that init of the same transformation gave: var state = tx.init(params)"
              .formatted(name(type), described(state)));
    }
    return type.cast(state);
  }

  private static String described(Object state) {
    return switch (state) {
      case List<?> list -> "a list of " + list.size() + " states";
      case Map<?, ?> map -> "a map with the keys " + map.keySet();
      default -> "one of type " + name(state.getClass());
    };
  }

  private static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null
        ? type.getSimpleName()
        : outer.getSimpleName() + "." + type.getSimpleName();
  }
}
