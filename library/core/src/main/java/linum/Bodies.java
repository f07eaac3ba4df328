package linum;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import linum.transform.Body;
import org.jspecify.annotations.Nullable;

/// Typed functions as functions of any trees. All untyped access of the facade is here.
@SuppressWarnings("overloads") // every call passes a value of one declared type
final class Bodies {
  private Bodies() {}

  /// What a transformation gave, as the type that the user's function has.
  // Safe: transformations return trees of the structure that the typed function returned or took.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
  static <R> R cast(@Nullable Object value) {
    return (R) value;
  }

  static Body of(Supplier<?> f) {
    return _ -> f.get();
  }

  static <A> Body of(Function<A, ?> f) {
    return args -> f.apply(cast(args[0]));
  }

  static <A, B> Body of(BiFunction<A, B, ?> f) {
    return args -> f.apply(cast(args[0]), cast(args[1]));
  }

  static <A, B, C> Body of(Fn3<A, B, C, ?> f) {
    return args -> f.apply(cast(args[0]), cast(args[1]), cast(args[2]));
  }

  static <A, B, C, D> Body of(Fn4<A, B, C, D, ?> f) {
    return args -> f.apply(cast(args[0]), cast(args[1]), cast(args[2]), cast(args[3]));
  }
}
