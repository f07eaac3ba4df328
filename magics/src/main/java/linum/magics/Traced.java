package linum.magics;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import linum.Fn3;
import linum.Fn4;
import linum.Linum;
import linum.ir.Jaxpr;

/// The programs of calls as `%jaxpr` finds them: the arguments come first, so that a lambda needs
/// no types.
public final class Traced {
  private Traced() {}

  public static Jaxpr call(Supplier<?> f) {
    return Linum.makeJaxpr((Boolean _) -> f.get(), true);
  }

  public static <A> Jaxpr call(A a, Function<? super A, ?> f) {
    return Linum.makeJaxpr((A x) -> f.apply(x), a);
  }

  public static <A, B> Jaxpr call(A a, B b, BiFunction<? super A, ? super B, ?> f) {
    return Linum.makeJaxpr((A x, B y) -> f.apply(x, y), a, b);
  }

  public static <A, B, C> Jaxpr call(A a, B b, C c, Fn3<? super A, ? super B, ? super C, ?> f) {
    return Linum.makeJaxpr((A x, B y, C z) -> f.apply(x, y, z), a, b, c);
  }

  public static <A, B, C, D> Jaxpr call(
      A a, B b, C c, D d, Fn4<? super A, ? super B, ? super C, ? super D, ?> f) {
    return Linum.makeJaxpr((A x, B y, C z, D w) -> f.apply(x, y, z, w), a, b, c, d);
  }
}
