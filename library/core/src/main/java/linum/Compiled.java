package linum;

import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.Jaxpr;
import linum.transform.Jitted;

/// A compiled function: what `jit` returns. It is called as the function that it was made of.
///
/// In JAX: the object that `jax.jit` returns.
public sealed interface Compiled {
  /// The function with its cache.
  Jitted jitted();

  /// The program for the given arguments, which is not run.
  default Jaxpr jaxpr(Object... args) {
    return jitted().jaxpr(args);
  }

  /// The program for the given arguments, traced and not yet compiled: to look at what becomes of
  /// it.
  default Lowered lower(Object... args) {
    return new Lowered(jitted().lower(args));
  }

  /// How many programs it has, one for each structure and type of arguments that it was called
  /// with.
  default int cacheSize() {
    return jitted().cacheSize();
  }

  /// Forgets its programs.
  default void clearCache() {
    jitted().clearCache();
  }

  /// Of no arguments.
  record Of0<R>(Jitted jitted) implements Compiled, Supplier<R> {
    @Override
    public R get() {
      return Bodies.cast(jitted.call());
    }
  }

  /// Of one array.
  record OfArrays1(Jitted jitted) implements Compiled, UnaryOperator<Array> {
    @Override
    public Array apply(Array x) {
      return Bodies.cast(jitted.call(x));
    }
  }

  /// Of two arrays.
  record OfArrays2(Jitted jitted) implements Compiled, BinaryOperator<Array> {
    @Override
    public Array apply(Array x, Array y) {
      return Bodies.cast(jitted.call(x, y));
    }
  }

  /// Of three arrays.
  record OfArrays3(Jitted jitted) implements Compiled, Op3 {
    @Override
    public Array apply(Array x, Array y, Array z) {
      return Bodies.cast(jitted.call(x, y, z));
    }
  }

  /// Of four arrays.
  record OfArrays4(Jitted jitted) implements Compiled, Op4 {
    @Override
    public Array apply(Array x, Array y, Array z, Array w) {
      return Bodies.cast(jitted.call(x, y, z, w));
    }
  }

  /// Of one tree.
  record Of1<A, R>(Jitted jitted) implements Compiled, Function<A, R> {
    @Override
    public R apply(A a) {
      return Bodies.cast(jitted.call(a));
    }
  }

  /// Of two trees.
  record Of2<A, B, R>(Jitted jitted) implements Compiled, BiFunction<A, B, R> {
    @Override
    public R apply(A a, B b) {
      return Bodies.cast(jitted.call(a, b));
    }
  }

  /// Of three trees.
  record Of3<A, B, C, R>(Jitted jitted) implements Compiled, Fn3<A, B, C, R> {
    @Override
    public R apply(A a, B b, C c) {
      return Bodies.cast(jitted.call(a, b, c));
    }
  }

  /// Of four trees.
  record Of4<A, B, C, D, R>(Jitted jitted) implements Compiled, Fn4<A, B, C, D, R> {
    @Override
    public R apply(A a, B b, C c, D d) {
      return Bodies.cast(jitted.call(a, b, c, d));
    }
  }
}
