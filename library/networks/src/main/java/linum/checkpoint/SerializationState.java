package linum.checkpoint;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the state of values of one class is, told by [Serialization#registerSerializationState].
record SerializationState<T>(
    Class<T> type,
    Function<? super T, ? extends Map<String, ?>> toStateDict,
    BiFunction<? super T, Map<String, ?>, ? extends T> fromStateDict) {

  private static final Map<Class<?>, SerializationState<?>> REGISTERED = new ConcurrentHashMap<>();

  void register() {
    REGISTERED.put(type, this);
  }

  static @Nullable SerializationState<?> of(Class<?> type) {
    return REGISTERED.get(type);
  }

  Map<String, ?> save(Object value) {
    return toStateDict.apply(type.cast(value));
  }

  Object restore(Object target, Map<String, ?> state) {
    return fromStateDict.apply(type.cast(target), state);
  }
}
