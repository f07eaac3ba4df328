package linum;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.Jaxpr;
import linum.transform.Body;
import linum.transform.Derivatives;
import linum.transform.JitOptions;
import linum.transform.Jitted;
import linum.transform.Staging;
import org.jspecify.annotations.Nullable;

/// Transformations of functions, under the names that they have in JAX.
///
/// A lambda without parameter types takes arrays and returns one array: `grad(x -> x.pow(2))`. For
/// anything else write the types, `grad((Params p, Array x) -> loss(p, x))`. Arguments and results may
/// be any trees: arrays, records, lists, maps. Gradients are in the first argument unless said
/// otherwise.
///
/// ```java
/// var x = array(1.0, 2.0, 3.0);
/// var f = jit(v -> tanh(v).mul(2).add(1));
/// f.apply(x);
/// grad(v -> sin(v).mul(v).sum()).apply(x);
/// ```
@SuppressWarnings("overloads") // told apart by arity, then by the parameter types of the lambda
public final class Linum {
  private Linum() {}

  // jit

  /// A function that is traced once for each structure and type of its arguments, and then runs as a
  /// compiled program. Whatever is no array in the arguments is static: another value means another
  /// program.
  ///
  /// The function must be pure: its effects happen while it is traced and not when the program runs.
  public static Compiled.OfArrays1 jit(UnaryOperator<Array> f) {
    return jit(f, JitOptions.DEFAULT);
  }

  /// As for one array.
  public static Compiled.OfArrays2 jit(BinaryOperator<Array> f) {
    return jit(f, JitOptions.DEFAULT);
  }

  /// As for one array.
  public static Compiled.OfArrays3 jit(Op3 f) {
    return jit(f, JitOptions.DEFAULT);
  }

  /// As for one array.
  public static Compiled.OfArrays4 jit(Op4 f) {
    return jit(f, JitOptions.DEFAULT);
  }

  /// As for arrays, of trees: write the types of the parameters.
  public static <A, R> Compiled.Of1<A, R> jit(Function<A, R> f) {
    return jit(f, JitOptions.DEFAULT);
  }

  /// As for arrays, of trees: write the types of the parameters.
  public static <A, B, R> Compiled.Of2<A, B, R> jit(BiFunction<A, B, R> f) {
    return jit(f, JitOptions.DEFAULT);
  }

  /// As for arrays, of trees: write the types of the parameters.
  public static <A, B, C, R> Compiled.Of3<A, B, C, R> jit(Fn3<A, B, C, R> f) {
    return jit(f, JitOptions.DEFAULT);
  }

  /// As for arrays, of trees: write the types of the parameters.
  public static <A, B, C, D, R> Compiled.Of4<A, B, C, D, R> jit(Fn4<A, B, C, D, R> f) {
    return jit(f, JitOptions.DEFAULT);
  }

  /// Of a function without arguments, such as one that makes a constant.
  public static <R> Compiled.Of0<R> jit(Supplier<R> f) {
    return new Compiled.Of0<>(new Jitted(Bodies.of(f), JitOptions.DEFAULT));
  }

  /// With options: `jit(f, JitOptions.DEFAULT.name("step").donate(0))`.
  public static Compiled.OfArrays1 jit(UnaryOperator<Array> f, JitOptions options) {
    return new Compiled.OfArrays1(new Jitted(Bodies.of(f), options));
  }

  /// With options: `jit(f, JitOptions.DEFAULT.name("step").donate(0))`.
  public static Compiled.OfArrays2 jit(BinaryOperator<Array> f, JitOptions options) {
    return new Compiled.OfArrays2(new Jitted(Bodies.of(f), options));
  }

  /// With options: `jit(f, JitOptions.DEFAULT.name("step").donate(0))`.
  public static Compiled.OfArrays3 jit(Op3 f, JitOptions options) {
    return new Compiled.OfArrays3(new Jitted(Bodies.of(f), options));
  }

  /// With options: `jit(f, JitOptions.DEFAULT.name("step").donate(0))`.
  public static Compiled.OfArrays4 jit(Op4 f, JitOptions options) {
    return new Compiled.OfArrays4(new Jitted(Bodies.of(f), options));
  }

  /// With options, of trees.
  public static <A, R> Compiled.Of1<A, R> jit(Function<A, R> f, JitOptions options) {
    return new Compiled.Of1<>(new Jitted(Bodies.of(f), options));
  }

  /// With options, of trees.
  public static <A, B, R> Compiled.Of2<A, B, R> jit(BiFunction<A, B, R> f, JitOptions options) {
    return new Compiled.Of2<>(new Jitted(Bodies.of(f), options));
  }

  /// With options, of trees.
  public static <A, B, C, R> Compiled.Of3<A, B, C, R> jit(Fn3<A, B, C, R> f, JitOptions options) {
    return new Compiled.Of3<>(new Jitted(Bodies.of(f), options));
  }

  /// With options, of trees.
  public static <A, B, C, D, R> Compiled.Of4<A, B, C, D, R> jit(Fn4<A, B, C, D, R> f, JitOptions options) {
    return new Compiled.Of4<>(new Jitted(Bodies.of(f), options));
  }

  // grad

  /// The gradient of a function that returns a scalar.
  ///
  /// @throws IllegalArgumentException when it is called, if the function returns no floating-point
  ///     scalar or if the argument is not of a floating type
  public static UnaryOperator<Array> grad(UnaryOperator<Array> f) {
    return x -> gradient("grad", Bodies.of(f), 0, x);
  }

  /// The gradient in the first argument.
  public static BinaryOperator<Array> grad(BinaryOperator<Array> f) {
    return (x, y) -> gradient("grad", Bodies.of(f), 0, x, y);
  }

  /// The gradient in the first argument.
  public static Op3 grad(Op3 f) {
    return (x, y, z) -> gradient("grad", Bodies.of(f), 0, x, y, z);
  }

  /// The gradient in the first argument.
  public static Op4 grad(Op4 f) {
    return (x, y, z, w) -> gradient("grad", Bodies.of(f), 0, x, y, z, w);
  }

  /// The gradient in the first argument, a tree like it.
  public static <A> Function<A, A> grad(Function<A, Array> f) {
    return a -> gradient("grad", Bodies.of(f), 0, a);
  }

  /// The gradient in the first argument, a tree like it.
  public static <A, B> BiFunction<A, B, A> grad(BiFunction<A, B, Array> f) {
    return (a, b) -> gradient("grad", Bodies.of(f), 0, a, b);
  }

  /// The gradient in the first argument, a tree like it.
  public static <A, B, C> Fn3<A, B, C, A> grad(Fn3<A, B, C, Array> f) {
    return (a, b, c) -> gradient("grad", Bodies.of(f), 0, a, b, c);
  }

  /// The gradient in the first argument, a tree like it.
  public static <A, B, C, D> Fn4<A, B, C, D, A> grad(Fn4<A, B, C, D, Array> f) {
    return (a, b, c, d) -> gradient("grad", Bodies.of(f), 0, a, b, c, d);
  }

  /// The gradient at a point: the point says the type, so that the lambda needs none.
  public static <A> A grad(A at, Function<A, Array> f) {
    return gradient("grad", Bodies.of(f), 0, at);
  }

  private static <G> G gradient(
      String operation, Body f, int argnum, @Nullable Object... args) {
    return Bodies.cast(
        Derivatives.gradients(operation, f, args, new int[] {argnum}, false).grads().getFirst());
  }

  // valueAndGrad

  /// The value of a function that returns a scalar, and its gradient, computed together.
  public static Function<Array, ValueAndGrad<Array>> valueAndGrad(UnaryOperator<Array> f) {
    return x -> valueAndGradient(Bodies.of(f), 0, x);
  }

  /// The value, and the gradient in the first argument.
  public static BiFunction<Array, Array, ValueAndGrad<Array>> valueAndGrad(BinaryOperator<Array> f) {
    return (x, y) -> valueAndGradient(Bodies.of(f), 0, x, y);
  }

  /// The value, and the gradient in the first argument.
  public static Fn3<Array, Array, Array, ValueAndGrad<Array>> valueAndGrad(Op3 f) {
    return (x, y, z) -> valueAndGradient(Bodies.of(f), 0, x, y, z);
  }

  /// The value, and the gradient in the first argument.
  public static Fn4<Array, Array, Array, Array, ValueAndGrad<Array>> valueAndGrad(Op4 f) {
    return (x, y, z, w) -> valueAndGradient(Bodies.of(f), 0, x, y, z, w);
  }

  /// The value, and the gradient in the first argument, a tree like it.
  public static <A> Function<A, ValueAndGrad<A>> valueAndGrad(Function<A, Array> f) {
    return a -> valueAndGradient(Bodies.of(f), 0, a);
  }

  /// The value, and the gradient in the first argument, a tree like it.
  public static <A, B> BiFunction<A, B, ValueAndGrad<A>> valueAndGrad(BiFunction<A, B, Array> f) {
    return (a, b) -> valueAndGradient(Bodies.of(f), 0, a, b);
  }

  /// The value, and the gradient in the first argument, a tree like it.
  public static <A, B, C> Fn3<A, B, C, ValueAndGrad<A>> valueAndGrad(Fn3<A, B, C, Array> f) {
    return (a, b, c) -> valueAndGradient(Bodies.of(f), 0, a, b, c);
  }

  /// The value, and the gradient in the first argument, a tree like it.
  public static <A, B, C, D> Fn4<A, B, C, D, ValueAndGrad<A>> valueAndGrad(Fn4<A, B, C, D, Array> f) {
    return (a, b, c, d) -> valueAndGradient(Bodies.of(f), 0, a, b, c, d);
  }

  /// The value and the gradient at a point: the point says the type, so that the lambda needs none.
  public static <A> ValueAndGrad<A> valueAndGrad(A at, Function<A, Array> f) {
    return valueAndGradient(Bodies.of(f), 0, at);
  }

  private static <G> ValueAndGrad<G> valueAndGradient(
      Body f, int argnum, @Nullable Object... args) {
    Derivatives.Gradients g =
        Derivatives.gradients("valueAndGrad", f, args, new int[] {argnum}, false);
    return new ValueAndGrad<>(g.value(), Bodies.cast(g.grads().getFirst()));
  }

  /// As [#valueAndGrad], of a function that returns something beside its loss.
  ///
  /// In JAX: `value_and_grad(f, has_aux=True)`.
  public static <A, X> Function<A, ValueAuxGrad<X, A>> valueAndGradAux(
      Function<A, WithAux<X>> f) {
    return a -> valueAuxGradient(Bodies.of(f), a);
  }

  /// As [#valueAndGrad], of a function that returns something beside its loss.
  ///
  /// In JAX: `value_and_grad(f, has_aux=True)`.
  public static <A, B, X> BiFunction<A, B, ValueAuxGrad<X, A>> valueAndGradAux(
      BiFunction<A, B, WithAux<X>> f) {
    return (a, b) -> valueAuxGradient(Bodies.of(f), a, b);
  }

  /// As [#valueAndGrad], of a function that returns something beside its loss.
  ///
  /// In JAX: `value_and_grad(f, has_aux=True)`.
  public static <A, B, C, X> Fn3<A, B, C, ValueAuxGrad<X, A>> valueAndGradAux(
      Fn3<A, B, C, WithAux<X>> f) {
    return (a, b, c) -> valueAuxGradient(Bodies.of(f), a, b, c);
  }

  /// As [#valueAndGrad], of a function that returns something beside its loss.
  ///
  /// In JAX: `value_and_grad(f, has_aux=True)`.
  public static <A, B, C, D, X> Fn4<A, B, C, D, ValueAuxGrad<X, A>> valueAndGradAux(
      Fn4<A, B, C, D, WithAux<X>> f) {
    return (a, b, c, d) -> valueAuxGradient(Bodies.of(f), a, b, c, d);
  }

  /// As [#valueAndGradAux], at a point.
  public static <A, X> ValueAuxGrad<X, A> valueAndGradAux(A at, Function<A, WithAux<X>> f) {
    return valueAuxGradient(Bodies.of(f), at);
  }

  private static <X, G> ValueAuxGrad<X, G> valueAuxGradient(Body f, @Nullable Object... args) {
    Derivatives.Gradients g =
        Derivatives.gradients("valueAndGradAux", f, args, new int[] {0}, true);
    return new ValueAuxGrad<>(g.value(), Bodies.cast(g.aux()), Bodies.cast(g.grads().getFirst()));
  }

  // argnums

  /// The gradient in argument `argnum`, counted from 0.
  public static BinaryOperator<Array> grad(BinaryOperator<Array> f, int argnum) {
    return (x, y) -> gradient("grad", Bodies.of(f), argnum, x, y);
  }

  /// The gradient in argument `argnum`, counted from 0.
  public static Op3 grad(Op3 f, int argnum) {
    return (x, y, z) -> gradient("grad", Bodies.of(f), argnum, x, y, z);
  }

  /// The gradient in argument `argnum`, counted from 0.
  public static Op4 grad(Op4 f, int argnum) {
    return (x, y, z, w) -> gradient("grad", Bodies.of(f), argnum, x, y, z, w);
  }

  /// The gradients in several arguments, in the order of `argnums`.
  public static BiFunction<Array, Array, List<Array>> grad(BinaryOperator<Array> f, List<Integer> argnums) {
    return (x, y) -> gradients(Bodies.of(f), argnums, x, y);
  }

  /// The gradients in several arguments, in the order of `argnums`.
  public static Fn3<Array, Array, Array, List<Array>> grad(Op3 f, List<Integer> argnums) {
    return (x, y, z) -> gradients(Bodies.of(f), argnums, x, y, z);
  }

  /// The gradients in several arguments, in the order of `argnums`.
  public static Fn4<Array, Array, Array, Array, List<Array>> grad(Op4 f, List<Integer> argnums) {
    return (x, y, z, w) -> gradients(Bodies.of(f), argnums, x, y, z, w);
  }

  /// The value, and the gradient in argument `argnum`, counted from 0.
  public static BiFunction<Array, Array, ValueAndGrad<Array>> valueAndGrad(
      BinaryOperator<Array> f, int argnum) {
    return (x, y) -> valueAndGradient(Bodies.of(f), argnum, x, y);
  }

  /// The value, and the gradient in argument `argnum`, counted from 0.
  public static Fn3<Array, Array, Array, ValueAndGrad<Array>> valueAndGrad(
      Op3 f, int argnum) {
    return (x, y, z) -> valueAndGradient(Bodies.of(f), argnum, x, y, z);
  }

  /// The value, and the gradient in argument `argnum`, counted from 0.
  public static Fn4<Array, Array, Array, Array, ValueAndGrad<Array>> valueAndGrad(
      Op4 f, int argnum) {
    return (x, y, z, w) -> valueAndGradient(Bodies.of(f), argnum, x, y, z, w);
  }

  private static List<Array> gradients(Body f, List<Integer> argnums, @Nullable Object... args) {
    int[] positions = argnums.stream().mapToInt(Integer::intValue).toArray();
    return Bodies.cast(Derivatives.gradients("grad", f, args, positions, false).grads());
  }

  // vjp, jvp, linearize

  /// Reverse mode: the value at `x`, and how cotangents of it are pulled back to `x`.
  ///
  /// @throws IllegalArgumentException from the pullback, if the cotangent is not a tree like the value
  public static <A, R> Pulled<R, A> vjp(Function<A, R> f, A x) {
    Derivatives.Pullback p = Derivatives.vjp(Bodies.of(f), x);
    return new Pulled<>(
        Bodies.cast(p.value()), ct -> Bodies.cast(p.pullback().apply(ct).getFirst()));
  }

  /// Of two arguments; the pullback gives a cotangent of each.
  public static <A, B, R> Pulled<R, Pair<A, B>> vjp(BiFunction<A, B, R> f, A a, B b) {
    Derivatives.Pullback p = Derivatives.vjp(Bodies.of(f), a, b);
    return new Pulled<>(
        Bodies.cast(p.value()),
        ct -> {
          List<@Nullable Object> cts = p.pullback().apply(ct);
          return new Pair<>(Bodies.cast(cts.get(0)), Bodies.cast(cts.get(1)));
        });
  }

  /// Of three arguments.
  public static <A, B, C, R> Pulled<R, Triple<A, B, C>> vjp(Fn3<A, B, C, R> f, A a, B b, C c) {
    Derivatives.Pullback p = Derivatives.vjp(Bodies.of(f), a, b, c);
    return new Pulled<>(
        Bodies.cast(p.value()),
        ct -> {
          List<@Nullable Object> cts = p.pullback().apply(ct);
          return new Triple<>(
              Bodies.cast(cts.get(0)), Bodies.cast(cts.get(1)), Bodies.cast(cts.get(2)));
        });
  }

  /// Forward mode: the value at `x`, and the derivative in the direction `dx`.
  ///
  /// @throws IllegalArgumentException if `dx` is not a tree like `x`
  public static <A, R> Pushed<R> jvp(Function<A, R> f, A x, A dx) {
    return pushed(Derivatives.jvp(Bodies.of(f), new Object[] {x}, new Object[] {dx}));
  }

  /// Of two arguments, followed by their tangents.
  public static <A, B, R> Pushed<R> jvp(BiFunction<A, B, R> f, A a, B b, A da, B db) {
    return pushed(Derivatives.jvp(Bodies.of(f), new Object[] {a, b}, new Object[] {da, db}));
  }

  /// Of three arguments, followed by their tangents.
  public static <A, B, C, R> Pushed<R> jvp(
      Fn3<A, B, C, R> f, A a, B b, C c, A da, B db, C dc) {
    return pushed(
        Derivatives.jvp(Bodies.of(f), new Object[] {a, b, c}, new Object[] {da, db, dc}));
  }

  private static <R> Pushed<R> pushed(Derivatives.Pushed p) {
    return new Pushed<>(Bodies.cast(p.value()), Bodies.cast(p.tangent()));
  }

  /// The value at `x`, and the derivative there as a linear function of tangents.
  public static <A, R> Linearized<R, A> linearize(Function<A, R> f, A x) {
    Derivatives.Linearized l = Derivatives.linearize(Bodies.of(f), x);
    return new Linearized<>(
        Bodies.cast(l.value()),
        dx -> Bodies.cast(l.derivative().apply(new @Nullable Object[] {dx})));
  }

  // programs

  /// The program that `f` is for arguments of these types.
  public static <A> Jaxpr makeJaxpr(Function<A, ?> f, A a) {
    return Staging.makeJaxpr(Bodies.of(f), a);
  }

  /// The program that `f` is for arguments of these types.
  public static <A, B> Jaxpr makeJaxpr(BiFunction<A, B, ?> f, A a, B b) {
    return Staging.makeJaxpr(Bodies.of(f), a, b);
  }

  /// The program that `f` is for arguments of these types.
  public static <A, B, C> Jaxpr makeJaxpr(Fn3<A, B, C, ?> f, A a, B b, C c) {
    return Staging.makeJaxpr(Bodies.of(f), a, b, c);
  }

  /// The program that `f` is for arguments of these types.
  public static <A, B, C, D> Jaxpr makeJaxpr(Fn4<A, B, C, D, ?> f, A a, B b, C c, D d) {
    return Staging.makeJaxpr(Bodies.of(f), a, b, c, d);
  }

  // vmap and collectives

  // control flow

  // callbacks
}
