package linum.nnx;

import java.util.function.BiFunction;
import java.util.function.Function;
import linum.Fn3;
import linum.Fn4;
import linum.Fn5;
import linum.transform.Body;
import org.jspecify.annotations.Nullable;

/// Typed functions as functions of any values. The untyped access of the transformations is here.
@SuppressWarnings("overloads") // every call passes a value of one declared type
final class Typed {
  private Typed() {}

  /// What a transformation gave, as the type that the user's function has.
  // Safe: transformations pass a function the arguments of the call, rebuilt, and return what it
  // returned.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
  static <R> R cast(@Nullable Object value) {
    return (R) value;
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

  static <A, B, C, D, E> Body of(Fn5<A, B, C, D, E, ?> f) {
    return args ->
        f.apply(cast(args[0]), cast(args[1]), cast(args[2]), cast(args[3]), cast(args[4]));
  }
}
