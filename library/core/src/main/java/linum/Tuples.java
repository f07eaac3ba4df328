package linum;

import java.util.List;
import linum.transform.Body;
import linum.transform.Derivatives;
import org.jspecify.annotations.Nullable;

/// Lists of trees as tuples of the types that a user's function has, and back.
final class Tuples {
  private Tuples() {}

  @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows, as in Bodies.cast
  static <A> A one(List<@Nullable Object> values) {
    return Bodies.cast(values.getFirst());
  }

  static <A, B> Pair<A, B> pair(@Nullable Object values) {
    List<@Nullable Object> v = Bodies.cast(values);
    return new Pair<>(Bodies.cast(v.get(0)), Bodies.cast(v.get(1)));
  }

  static <A, B, C> Triple<A, B, C> triple(List<@Nullable Object> v) {
    return new Triple<>(Bodies.cast(v.get(0)), Bodies.cast(v.get(1)), Bodies.cast(v.get(2)));
  }

  static <A, B, C, D> Quadruple<A, B, C, D> quadruple(List<@Nullable Object> v) {
    return new Quadruple<>(
        Bodies.cast(v.get(0)), Bodies.cast(v.get(1)), Bodies.cast(v.get(2)), Bodies.cast(v.get(3)));
  }

  static @Nullable Object[] values(Pair<?, ?> p) {
    return new @Nullable Object[] {p.first(), p.second()};
  }

  static @Nullable Object[] values(Triple<?, ?, ?> t) {
    return new @Nullable Object[] {t.first(), t.second(), t.third()};
  }

  static @Nullable Object[] values(Quadruple<?, ?, ?, ?> q) {
    return new @Nullable Object[] {q.first(), q.second(), q.third(), q.fourth()};
  }

  /// A function that returns a pair, as one whose second part is not differentiated.
  static Body withAux(Body f) {
    return args -> {
      Pair<?, ?> p = Bodies.cast(f.call(args));
      return new Derivatives.Both(p.first(), p.second());
    };
  }
}
