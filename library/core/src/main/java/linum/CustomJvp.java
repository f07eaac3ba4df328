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

  /// The function under a name, which printed programs show: `custom_jvp_call[name=f …]`.
  ///
  /// In JAX: the name of the Python function.
  CustomJvp name(String name);

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

    @Override
    public OfArrays1 name(String name) {
      return new OfArrays1(function.name(name));
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

    @Override
    public OfArrays2 name(String name) {
      return new OfArrays2(function.name(name));
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

    @Override
    public OfArrays3 name(String name) {
      return new OfArrays3(function.name(name));
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

    @Override
    public OfArrays4 name(String name) {
      return new OfArrays4(function.name(name));
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

    @Override
    public Of1<A, R> name(String name) {
      return new Of1<>(function.name(name));
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

    @Override
    public Of2<A, B, R> name(String name) {
      return new Of2<>(function.name(name));
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

    @Override
    public Of3<A, B, C, R> name(String name) {
      return new Of3<>(function.name(name));
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

    @Override
    public Of4<A, B, C, D, R> name(String name) {
      return new Of4<>(function.name(name));
    }
  }
}
