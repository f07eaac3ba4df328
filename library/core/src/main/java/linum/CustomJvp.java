package linum;

import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.transform.CustomJvpFunction;

/// A function with a derivative rule of its own: what `customJvp` returns. It is called as the
/// function that it was made of.
///
/// In JAX: the object that `jax.custom_jvp` returns, after `defjvp`.
public sealed interface CustomJvp {
  /// The function with its rules.
  CustomJvpFunction function();

  /// The function whose rule is given a [linum.transform.SymbolicZero] in place of each array of a
  /// tangent that is known to be zero, and may return such.
  ///
  /// In JAX: `f.defjvp(rule, symbolic_zeros=True)`.
  CustomJvp symbolicZeros();

  /// Of one array.
  record OfArrays1(CustomJvpFunction function) implements CustomJvp, UnaryOperator<Array> {
    @Override
    public Array apply(Array x) {
      return Bodies.cast(function.call(x));
    }

    @Override
    public OfArrays1 symbolicZeros() {
      return new OfArrays1(function.symbolicZeros());
    }
  }

  /// Of two arrays.
  record OfArrays2(CustomJvpFunction function) implements CustomJvp, BinaryOperator<Array> {
    @Override
    public Array apply(Array x, Array y) {
      return Bodies.cast(function.call(x, y));
    }

    @Override
    public OfArrays2 symbolicZeros() {
      return new OfArrays2(function.symbolicZeros());
    }
  }

  /// Of three arrays.
  record OfArrays3(CustomJvpFunction function) implements CustomJvp, Op3 {
    @Override
    public Array apply(Array x, Array y, Array z) {
      return Bodies.cast(function.call(x, y, z));
    }

    @Override
    public OfArrays3 symbolicZeros() {
      return new OfArrays3(function.symbolicZeros());
    }
  }

  /// Of four arrays.
  record OfArrays4(CustomJvpFunction function) implements CustomJvp, Op4 {
    @Override
    public Array apply(Array x, Array y, Array z, Array w) {
      return Bodies.cast(function.call(x, y, z, w));
    }

    @Override
    public OfArrays4 symbolicZeros() {
      return new OfArrays4(function.symbolicZeros());
    }
  }

  /// Of one tree.
  record Of1<A, R>(CustomJvpFunction function) implements CustomJvp, Function<A, R> {
    @Override
    public R apply(A a) {
      return Bodies.cast(function.call(a));
    }

    @Override
    public Of1<A, R> symbolicZeros() {
      return new Of1<>(function.symbolicZeros());
    }
  }

  /// Of two trees.
  record Of2<A, B, R>(CustomJvpFunction function) implements CustomJvp, BiFunction<A, B, R> {
    @Override
    public R apply(A a, B b) {
      return Bodies.cast(function.call(a, b));
    }

    @Override
    public Of2<A, B, R> symbolicZeros() {
      return new Of2<>(function.symbolicZeros());
    }
  }

  /// Of three trees.
  record Of3<A, B, C, R>(CustomJvpFunction function) implements CustomJvp, Fn3<A, B, C, R> {
    @Override
    public R apply(A a, B b, C c) {
      return Bodies.cast(function.call(a, b, c));
    }

    @Override
    public Of3<A, B, C, R> symbolicZeros() {
      return new Of3<>(function.symbolicZeros());
    }
  }

  /// Of four trees.
  record Of4<A, B, C, D, R>(CustomJvpFunction function) implements CustomJvp, Fn4<A, B, C, D, R> {
    @Override
    public R apply(A a, B b, C c, D d) {
      return Bodies.cast(function.call(a, b, c, d));
    }

    @Override
    public Of4<A, B, C, D, R> symbolicZeros() {
      return new Of4<>(function.symbolicZeros());
    }
  }
}
