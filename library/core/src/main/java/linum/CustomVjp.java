package linum;

import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.transform.CustomVjpFunction;

/// A function with a reverse rule of its own: what `customVjp` returns. It is called as the
/// function that it was made of.
///
/// In JAX: the object that `jax.custom_vjp` returns, after `defvjp`.
public sealed interface CustomVjp {
  /// The function with its rules.
  CustomVjpFunction function();

  /// The function whose forward rule is given a [linum.transform.CustomVjpPrimal] in place of each
  /// array, which says whether it is differentiated, and whose backward rule is given a
  /// [linum.transform.SymbolicZero] in place of each array of the cotangent that is known to be
  /// zero. Both stand where arrays do, in trees of any type; the backward rule may return zeros of
  /// this kind, too.
  ///
  /// ```java
  /// var f =
  ///     customVjp(
  ///             (a, b) -> a.mul(b),
  ///             (a, b) -> {
  ///               Array x = CustomVjpPrimal.of(a).value();
  ///               Array y = CustomVjpPrimal.of(b).value();
  ///               return new Pair<>(x.mul(y), List.of(x, y));
  ///             },
  ///             (List<Array> kept, Array ct) ->
  ///                 new Pair<>(ct.mul(kept.get(1)), ct.mul(kept.get(0))))
  ///         .symbolicZeros();
  /// ```
  ///
  /// In JAX: `f.defvjp(fwd, bwd, symbolic_zeros=True)`.
  ///
  /// @throws UnsupportedOperationException together with [#optimizeRemat]
  CustomVjp symbolicZeros();

  /// The function whose forward rule is left out, and the function itself run, where nobody needs
  /// the residuals: in the forward pass of a [Linum#checkpoint]. It pays where the rule is a
  /// callback or another operation that cannot be cut in two.
  ///
  /// In JAX: `f.defvjp(fwd, bwd, optimize_remat=True)`.
  ///
  /// @throws UnsupportedOperationException together with [#symbolicZeros]
  CustomVjp optimizeRemat();

  /// The function under a name, which printed programs show: `custom_vjp_call[name=f …]`.
  ///
  /// In JAX: the name of the Python function.
  CustomVjp name(String name);

  /// Of one array.
  record OfArrays1(CustomVjpFunction function) implements CustomVjp, UnaryOperator<Array> {
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

    @Override
    public OfArrays1 optimizeRemat() {
      return new OfArrays1(function.optimizeRemat());
    }
  }

  /// Of two arrays.
  record OfArrays2(CustomVjpFunction function) implements CustomVjp, BinaryOperator<Array> {
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

    @Override
    public OfArrays2 optimizeRemat() {
      return new OfArrays2(function.optimizeRemat());
    }
  }

  /// Of three arrays.
  record OfArrays3(CustomVjpFunction function) implements CustomVjp, Op3 {
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

    @Override
    public OfArrays3 optimizeRemat() {
      return new OfArrays3(function.optimizeRemat());
    }
  }

  /// Of four arrays.
  record OfArrays4(CustomVjpFunction function) implements CustomVjp, Op4 {
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

    @Override
    public OfArrays4 optimizeRemat() {
      return new OfArrays4(function.optimizeRemat());
    }
  }

  /// Of one tree.
  record Of1<A, R>(CustomVjpFunction function) implements CustomVjp, Function<A, R> {
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

    @Override
    public Of1<A, R> optimizeRemat() {
      return new Of1<>(function.optimizeRemat());
    }
  }

  /// Of two trees.
  record Of2<A, B, R>(CustomVjpFunction function) implements CustomVjp, BiFunction<A, B, R> {
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

    @Override
    public Of2<A, B, R> optimizeRemat() {
      return new Of2<>(function.optimizeRemat());
    }
  }

  /// Of three trees.
  record Of3<A, B, C, R>(CustomVjpFunction function) implements CustomVjp, Fn3<A, B, C, R> {
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

    @Override
    public Of3<A, B, C, R> optimizeRemat() {
      return new Of3<>(function.optimizeRemat());
    }
  }

  /// Of four trees.
  record Of4<A, B, C, D, R>(CustomVjpFunction function) implements CustomVjp, Fn4<A, B, C, D, R> {
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

    @Override
    public Of4<A, B, C, D, R> optimizeRemat() {
      return new Of4<>(function.optimizeRemat());
    }
  }
}
