package linum;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Device;
import linum.core.Dispatch;
import linum.core.Eval;
import linum.core.Ops;
import linum.core.Scan;
import linum.core.Trace;
import linum.core.Transfer;
import linum.ir.Callback;
import linum.ir.Collective;
import linum.ir.Config;
import linum.ir.Jaxpr;
import linum.ir.Marker;
import linum.transform.Argnums;
import linum.transform.AssociativeScan;
import linum.transform.Body;
import linum.transform.Callbacks;
import linum.transform.CheckpointPolicy;
import linum.transform.Collectives;
import linum.transform.Conditional;
import linum.transform.CustomFunctions;
import linum.transform.CustomJvpFunction;
import linum.transform.CustomVjpFunction;
import linum.transform.CustomVjpPrimal;
import linum.transform.CustomVmaps;
import linum.transform.Derivatives;
import linum.transform.InBatched;
import linum.transform.Jacobians;
import linum.transform.JitOptions;
import linum.transform.Jitted;
import linum.transform.LinearCalls;
import linum.transform.LinearSolves;
import linum.transform.Recompiles;
import linum.transform.Residuals;
import linum.transform.Roots;
import linum.transform.SavedResiduals;
import linum.transform.ScanLoop;
import linum.transform.ScanOptions;
import linum.transform.Staging;
import linum.transform.SymbolicZero;
import linum.transform.Vectorize;
import linum.transform.Vmap;
import linum.transform.VmapOptions;
import linum.transform.WhileLoop;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Transformations of functions, under the names that they have in JAX.
///
/// A lambda without parameter types takes arrays and returns one array: `grad(x -> x.pow(2))`. For
/// anything else write the types, `grad((Params p, Array x) -> loss(p, x))`. Arguments and results
/// may be any trees: arrays, records, lists, maps. Gradients are in the first argument unless said
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

  /// A function that is traced once for each structure and type of its arguments, and then runs as
  /// a compiled program. Whatever is no array in the arguments is static: another value means
  /// another program.
  ///
  /// The function must be pure: its effects happen while it is traced and not when the program
  /// runs.
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
  public static <A, B, C, D, R> Compiled.Of4<A, B, C, D, R> jit(
      Fn4<A, B, C, D, R> f, JitOptions options) {
    return new Compiled.Of4<>(new Jitted(Bodies.of(f), options));
  }

  // grad

  /// The gradient of a function that returns a scalar.
  ///
  /// @throws IllegalArgumentException when it is called, if the function returns no floating-point
  ///   scalar or if the argument is not of a floating type
  public static UnaryOperator<Array> grad(UnaryOperator<Array> f) {
    return x -> gradient(Bodies.of(f), FIRST, x);
  }

  /// The gradient in the first argument.
  public static BinaryOperator<Array> grad(BinaryOperator<Array> f) {
    return (x, y) -> gradient(Bodies.of(f), FIRST, x, y);
  }

  /// The gradient in the first argument.
  public static Op3 grad(Op3 f) {
    return (x, y, z) -> gradient(Bodies.of(f), FIRST, x, y, z);
  }

  /// The gradient in the first argument.
  public static Op4 grad(Op4 f) {
    return (x, y, z, w) -> gradient(Bodies.of(f), FIRST, x, y, z, w);
  }

  /// The gradient in the first argument, a tree like it.
  public static <A> Function<A, A> grad(Function<A, Array> f) {
    return a -> gradient(Bodies.of(f), FIRST, a);
  }

  /// The gradient in the first argument, a tree like it.
  public static <A, B> BiFunction<A, B, A> grad(BiFunction<A, B, Array> f) {
    return (a, b) -> gradient(Bodies.of(f), FIRST, a, b);
  }

  /// The gradient in the first argument, a tree like it.
  public static <A, B, C> Fn3<A, B, C, A> grad(Fn3<A, B, C, Array> f) {
    return (a, b, c) -> gradient(Bodies.of(f), FIRST, a, b, c);
  }

  /// The gradient in the first argument, a tree like it.
  public static <A, B, C, D> Fn4<A, B, C, D, A> grad(Fn4<A, B, C, D, Array> f) {
    return (a, b, c, d) -> gradient(Bodies.of(f), FIRST, a, b, c, d);
  }

  /// The gradient at a point: the point says the type, so that the lambda needs none.
  public static <A> A grad(A at, Function<A, Array> f) {
    return gradient(Bodies.of(f), FIRST, at);
  }

  /// The gradient in argument `argnum`, counted from 0.
  public static BinaryOperator<Array> grad(BinaryOperator<Array> f, int argnum) {
    return (x, y) -> gradient(Bodies.of(f), Argnums.of("grad", argnum), x, y);
  }

  /// The gradient in argument `argnum`, counted from 0.
  public static Op3 grad(Op3 f, int argnum) {
    return (x, y, z) -> gradient(Bodies.of(f), Argnums.of("grad", argnum), x, y, z);
  }

  /// The gradient in argument `argnum`, counted from 0.
  public static Op4 grad(Op4 f, int argnum) {
    return (x, y, z, w) -> gradient(Bodies.of(f), Argnums.of("grad", argnum), x, y, z, w);
  }

  /// The gradients in several arguments, in the order of `argnums`.
  public static BiFunction<Array, Array, List<Array>> grad(
      BinaryOperator<Array> f, List<Integer> argnums) {
    return (x, y) -> gradient(Bodies.of(f), Argnums.of("grad", argnums), x, y);
  }

  /// The gradients in several arguments, in the order of `argnums`.
  public static Fn3<Array, Array, Array, List<Array>> grad(Op3 f, List<Integer> argnums) {
    return (x, y, z) -> gradient(Bodies.of(f), Argnums.of("grad", argnums), x, y, z);
  }

  /// The gradients in several arguments, in the order of `argnums`.
  public static Fn4<Array, Array, Array, Array, List<Array>> grad(Op4 f, List<Integer> argnums) {
    return (x, y, z, w) -> gradient(Bodies.of(f), Argnums.of("grad", argnums), x, y, z, w);
  }

  /// The gradient in the arguments that `argnums` returns: one of them, several in a tree, or parts
  /// of them. The gradient is a tree like that.
  ///
  /// ```java
  /// grad((Array x, Params p) -> loss(x, p), (x, p) -> p);                  // like p
  /// grad((Array x, Params p) -> loss(x, p), (x, p) -> new Pair<>(x, p));   // a pair of both
  /// ```
  ///
  /// In JAX: `argnums=1`, `argnums=(0, 1)`. A position does not say its type in Java.
  ///
  /// @throws IllegalArgumentException when it is called, if `argnums` computes something, or
  ///   returns an array twice
  public static <A, B, G> BiFunction<A, B, G> grad(
      BiFunction<A, B, Array> f, BiFunction<A, B, G> argnums) {
    return (a, b) -> gradient(Bodies.of(f), Bodies.of(argnums), a, b);
  }

  /// Of three arguments.
  public static <A, B, C, G> Fn3<A, B, C, G> grad(Fn3<A, B, C, Array> f, Fn3<A, B, C, G> argnums) {
    return (a, b, c) -> gradient(Bodies.of(f), Bodies.of(argnums), a, b, c);
  }

  /// Of four arguments.
  public static <A, B, C, D, G> Fn4<A, B, C, D, G> grad(
      Fn4<A, B, C, D, Array> f, Fn4<A, B, C, D, G> argnums) {
    return (a, b, c, d) -> gradient(Bodies.of(f), Bodies.of(argnums), a, b, c, d);
  }

  /// As [#grad], of a function that returns something beside its loss: the gradient, and that.
  ///
  /// In JAX: `grad(f, has_aux=True)`.
  public static <A, X> Function<A, Pair<A, X>> gradAux(Function<A, WithAux<X>> f) {
    return a -> {
      ValueAuxGrad<X, A> all = valueAuxGradient("gradAux", Bodies.of(f), a);
      return new Pair<>(all.grad(), all.aux());
    };
  }

  /// The gradient in the first argument, and what comes beside the loss.
  public static <A, B, X> BiFunction<A, B, Pair<A, X>> gradAux(BiFunction<A, B, WithAux<X>> f) {
    return (a, b) -> {
      ValueAuxGrad<X, A> all = valueAuxGradient("gradAux", Bodies.of(f), a, b);
      return new Pair<>(all.grad(), all.aux());
    };
  }

  /// The gradient in the first argument, and what comes beside the loss.
  public static <A, B, C, X> Fn3<A, B, C, Pair<A, X>> gradAux(Fn3<A, B, C, WithAux<X>> f) {
    return (a, b, c) -> {
      ValueAuxGrad<X, A> all = valueAuxGradient("gradAux", Bodies.of(f), a, b, c);
      return new Pair<>(all.grad(), all.aux());
    };
  }

  /// The gradient in the first argument, and what comes beside the loss.
  public static <A, B, C, D, X> Fn4<A, B, C, D, Pair<A, X>> gradAux(Fn4<A, B, C, D, WithAux<X>> f) {
    return (a, b, c, d) -> {
      ValueAuxGrad<X, A> all = valueAuxGradient("gradAux", Bodies.of(f), a, b, c, d);
      return new Pair<>(all.grad(), all.aux());
    };
  }

  private static final Body FIRST = Argnums.of("grad", 0);

  @SuppressWarnings("TypeParameterUnusedInFormals") // a gradient is a tree like what argnums chose
  private static <G> G gradient(Body f, Body argnums, @Nullable Object... args) {
    return Bodies.cast(Derivatives.gradients("grad", f, args, argnums, false).grad());
  }

  // valueAndGrad

  /// The value of a function that returns a scalar, and its gradient, computed together.
  public static Function<Array, ValueAndGrad<Array>> valueAndGrad(UnaryOperator<Array> f) {
    return x -> valueAndGradient(Bodies.of(f), FIRST, x);
  }

  /// The value, and the gradient in the first argument.
  public static BiFunction<Array, Array, ValueAndGrad<Array>> valueAndGrad(
      BinaryOperator<Array> f) {
    return (x, y) -> valueAndGradient(Bodies.of(f), FIRST, x, y);
  }

  /// The value, and the gradient in the first argument.
  public static Fn3<Array, Array, Array, ValueAndGrad<Array>> valueAndGrad(Op3 f) {
    return (x, y, z) -> valueAndGradient(Bodies.of(f), FIRST, x, y, z);
  }

  /// The value, and the gradient in the first argument.
  public static Fn4<Array, Array, Array, Array, ValueAndGrad<Array>> valueAndGrad(Op4 f) {
    return (x, y, z, w) -> valueAndGradient(Bodies.of(f), FIRST, x, y, z, w);
  }

  /// The value, and the gradient in the first argument, a tree like it.
  public static <A> Function<A, ValueAndGrad<A>> valueAndGrad(Function<A, Array> f) {
    return a -> valueAndGradient(Bodies.of(f), FIRST, a);
  }

  /// The value, and the gradient in the first argument, a tree like it.
  public static <A, B> BiFunction<A, B, ValueAndGrad<A>> valueAndGrad(BiFunction<A, B, Array> f) {
    return (a, b) -> valueAndGradient(Bodies.of(f), FIRST, a, b);
  }

  /// The value, and the gradient in the first argument, a tree like it.
  public static <A, B, C> Fn3<A, B, C, ValueAndGrad<A>> valueAndGrad(Fn3<A, B, C, Array> f) {
    return (a, b, c) -> valueAndGradient(Bodies.of(f), FIRST, a, b, c);
  }

  /// The value, and the gradient in the first argument, a tree like it.
  public static <A, B, C, D> Fn4<A, B, C, D, ValueAndGrad<A>> valueAndGrad(
      Fn4<A, B, C, D, Array> f) {
    return (a, b, c, d) -> valueAndGradient(Bodies.of(f), FIRST, a, b, c, d);
  }

  /// The value and the gradient at a point: the point says the type, so that the lambda needs none.
  public static <A> ValueAndGrad<A> valueAndGrad(A at, Function<A, Array> f) {
    return valueAndGradient(Bodies.of(f), FIRST, at);
  }

  /// The value, and the gradient in argument `argnum`, counted from 0.
  public static BiFunction<Array, Array, ValueAndGrad<Array>> valueAndGrad(
      BinaryOperator<Array> f, int argnum) {
    return (x, y) -> valueAndGradient(Bodies.of(f), Argnums.of("valueAndGrad", argnum), x, y);
  }

  /// The value, and the gradient in argument `argnum`, counted from 0.
  public static Fn3<Array, Array, Array, ValueAndGrad<Array>> valueAndGrad(Op3 f, int argnum) {
    return (x, y, z) -> valueAndGradient(Bodies.of(f), Argnums.of("valueAndGrad", argnum), x, y, z);
  }

  /// The value, and the gradient in argument `argnum`, counted from 0.
  public static Fn4<Array, Array, Array, Array, ValueAndGrad<Array>> valueAndGrad(
      Op4 f, int argnum) {
    return (x, y, z, w) ->
        valueAndGradient(Bodies.of(f), Argnums.of("valueAndGrad", argnum), x, y, z, w);
  }

  /// The value, and the gradients in several arguments, in the order of `argnums`.
  public static BiFunction<Array, Array, ValueAndGrad<List<Array>>> valueAndGrad(
      BinaryOperator<Array> f, List<Integer> argnums) {
    return (x, y) -> valueAndGradient(Bodies.of(f), Argnums.of("valueAndGrad", argnums), x, y);
  }

  /// The value, and the gradients in several arguments, in the order of `argnums`.
  public static Fn3<Array, Array, Array, ValueAndGrad<List<Array>>> valueAndGrad(
      Op3 f, List<Integer> argnums) {
    return (x, y, z) ->
        valueAndGradient(Bodies.of(f), Argnums.of("valueAndGrad", argnums), x, y, z);
  }

  /// The value, and the gradients in several arguments, in the order of `argnums`.
  public static Fn4<Array, Array, Array, Array, ValueAndGrad<List<Array>>> valueAndGrad(
      Op4 f, List<Integer> argnums) {
    return (x, y, z, w) ->
        valueAndGradient(Bodies.of(f), Argnums.of("valueAndGrad", argnums), x, y, z, w);
  }

  /// The value, and the gradient in the arguments that `argnums` returns, as for [#grad(BiFunction,
  /// BiFunction)].
  public static <A, B, G> BiFunction<A, B, ValueAndGrad<G>> valueAndGrad(
      BiFunction<A, B, Array> f, BiFunction<A, B, G> argnums) {
    return (a, b) -> valueAndGradient(Bodies.of(f), Bodies.of(argnums), a, b);
  }

  /// The value, and the gradient in the arguments that `argnums` returns, as for [#grad(BiFunction,
  /// BiFunction)].
  public static <A, B, C, G> Fn3<A, B, C, ValueAndGrad<G>> valueAndGrad(
      Fn3<A, B, C, Array> f, Fn3<A, B, C, G> argnums) {
    return (a, b, c) -> valueAndGradient(Bodies.of(f), Bodies.of(argnums), a, b, c);
  }

  /// The value, and the gradient in the arguments that `argnums` returns, as for [#grad(BiFunction,
  /// BiFunction)].
  public static <A, B, C, D, G> Fn4<A, B, C, D, ValueAndGrad<G>> valueAndGrad(
      Fn4<A, B, C, D, Array> f, Fn4<A, B, C, D, G> argnums) {
    return (a, b, c, d) -> valueAndGradient(Bodies.of(f), Bodies.of(argnums), a, b, c, d);
  }

  private static <G> ValueAndGrad<G> valueAndGradient(
      Body f, Body argnums, @Nullable Object... args) {
    Derivatives.Gradients g = Derivatives.gradients("valueAndGrad", f, args, argnums, false);
    return new ValueAndGrad<>(g.value(), Bodies.cast(g.grad()));
  }

  /// As [#valueAndGrad], of a function that returns something beside its loss.
  ///
  /// In JAX: `value_and_grad(f, has_aux=True)`.
  public static <A, X> Function<A, ValueAuxGrad<X, A>> valueAndGradAux(Function<A, WithAux<X>> f) {
    return a -> valueAuxGradient("valueAndGradAux", Bodies.of(f), a);
  }

  /// As [#valueAndGrad], of a function that returns something beside its loss.
  ///
  /// In JAX: `value_and_grad(f, has_aux=True)`.
  public static <A, B, X> BiFunction<A, B, ValueAuxGrad<X, A>> valueAndGradAux(
      BiFunction<A, B, WithAux<X>> f) {
    return (a, b) -> valueAuxGradient("valueAndGradAux", Bodies.of(f), a, b);
  }

  /// As [#valueAndGrad], of a function that returns something beside its loss.
  ///
  /// In JAX: `value_and_grad(f, has_aux=True)`.
  public static <A, B, C, X> Fn3<A, B, C, ValueAuxGrad<X, A>> valueAndGradAux(
      Fn3<A, B, C, WithAux<X>> f) {
    return (a, b, c) -> valueAuxGradient("valueAndGradAux", Bodies.of(f), a, b, c);
  }

  /// As [#valueAndGrad], of a function that returns something beside its loss.
  ///
  /// In JAX: `value_and_grad(f, has_aux=True)`.
  public static <A, B, C, D, X> Fn4<A, B, C, D, ValueAuxGrad<X, A>> valueAndGradAux(
      Fn4<A, B, C, D, WithAux<X>> f) {
    return (a, b, c, d) -> valueAuxGradient("valueAndGradAux", Bodies.of(f), a, b, c, d);
  }

  /// As [#valueAndGradAux], at a point.
  public static <A, X> ValueAuxGrad<X, A> valueAndGradAux(A at, Function<A, WithAux<X>> f) {
    return valueAuxGradient("valueAndGradAux", Bodies.of(f), at);
  }

  private static <X, G> ValueAuxGrad<X, G> valueAuxGradient(
      String operation, Body f, @Nullable Object... args) {
    Derivatives.Gradients g = Derivatives.gradients(operation, f, args, FIRST, true);
    return new ValueAuxGrad<>(g.value(), Bodies.cast(g.aux()), Bodies.cast(g.grad()));
  }

  // vjp, jvp, linearize

  /// Reverse mode: the value at `x`, and how cotangents of it are pulled back to `x`.
  ///
  /// @throws IllegalArgumentException from the pullback, if the cotangent is not a tree like the
  ///   value
  public static <A, R> Pulled<R, A> vjp(Function<A, R> f, A x) {
    Derivatives.Pullback p = Derivatives.vjp(Bodies.of(f), false, x);
    return new Pulled<>(Bodies.cast(p.value()), ct -> Tuples.one(p.pullback().apply(ct)));
  }

  /// Of two arguments; the pullback gives a cotangent of each.
  public static <A, B, R> Pulled<R, Pair<A, B>> vjp(BiFunction<A, B, R> f, A a, B b) {
    Derivatives.Pullback p = Derivatives.vjp(Bodies.of(f), false, a, b);
    return new Pulled<>(Bodies.cast(p.value()), ct -> Tuples.pair(p.pullback().apply(ct)));
  }

  /// Of three arguments; the pullback gives a cotangent of each.
  public static <A, B, C, R> Pulled<R, Triple<A, B, C>> vjp(Fn3<A, B, C, R> f, A a, B b, C c) {
    Derivatives.Pullback p = Derivatives.vjp(Bodies.of(f), false, a, b, c);
    return new Pulled<>(Bodies.cast(p.value()), ct -> Tuples.triple(p.pullback().apply(ct)));
  }

  /// Of four arguments; the pullback gives a cotangent of each.
  public static <A, B, C, D, R> Pulled<R, Quadruple<A, B, C, D>> vjp(
      Fn4<A, B, C, D, R> f, A a, B b, C c, D d) {
    Derivatives.Pullback p = Derivatives.vjp(Bodies.of(f), false, a, b, c, d);
    return new Pulled<>(Bodies.cast(p.value()), ct -> Tuples.quadruple(p.pullback().apply(ct)));
  }

  /// As [#vjp], of a function that returns a pair of its value and of something that is not
  /// differentiated.
  ///
  /// In JAX: `vjp(f, x, has_aux=True)`.
  public static <A, R, X> PulledAux<R, A, X> vjpAux(Function<A, Pair<R, X>> f, A x) {
    Derivatives.Pullback p = Derivatives.vjp(Tuples.withAux(Bodies.of(f)), true, x);
    return new PulledAux<>(
        Bodies.cast(p.value()), ct -> Tuples.one(p.pullback().apply(ct)), Bodies.cast(p.aux()));
  }

  /// Of two arguments; the pullback gives a cotangent of each.
  public static <A, B, R, X> PulledAux<R, Pair<A, B>, X> vjpAux(
      BiFunction<A, B, Pair<R, X>> f, A a, B b) {
    Derivatives.Pullback p = Derivatives.vjp(Tuples.withAux(Bodies.of(f)), true, a, b);
    return new PulledAux<>(
        Bodies.cast(p.value()), ct -> Tuples.pair(p.pullback().apply(ct)), Bodies.cast(p.aux()));
  }

  /// Of three arguments; the pullback gives a cotangent of each.
  public static <A, B, C, R, X> PulledAux<R, Triple<A, B, C>, X> vjpAux(
      Fn3<A, B, C, Pair<R, X>> f, A a, B b, C c) {
    Derivatives.Pullback p = Derivatives.vjp(Tuples.withAux(Bodies.of(f)), true, a, b, c);
    return new PulledAux<>(
        Bodies.cast(p.value()), ct -> Tuples.triple(p.pullback().apply(ct)), Bodies.cast(p.aux()));
  }

  /// Forward mode: the value at `x`, and the derivative in the direction `dx`.
  ///
  /// @throws IllegalArgumentException if `dx` is not a tree like `x`
  public static <A, R> Pushed<R> jvp(Function<A, R> f, A x, A dx) {
    return pushed(Derivatives.jvp(Bodies.of(f), false, new Object[] {x}, new Object[] {dx}));
  }

  /// Of two arguments, followed by their tangents.
  public static <A, B, R> Pushed<R> jvp(BiFunction<A, B, R> f, A a, B b, A da, B db) {
    return pushed(Derivatives.jvp(Bodies.of(f), false, new Object[] {a, b}, new Object[] {da, db}));
  }

  /// Of three arguments, followed by their tangents.
  public static <A, B, C, R> Pushed<R> jvp(Fn3<A, B, C, R> f, A a, B b, C c, A da, B db, C dc) {
    return pushed(
        Derivatives.jvp(Bodies.of(f), false, new Object[] {a, b, c}, new Object[] {da, db, dc}));
  }

  /// Of four arguments, followed by their tangents.
  public static <A, B, C, D, R> Pushed<R> jvp(
      Fn4<A, B, C, D, R> f, A a, B b, C c, D d, A da, B db, C dc, D dd) {
    return pushed(
        Derivatives.jvp(
            Bodies.of(f), false, new Object[] {a, b, c, d}, new Object[] {da, db, dc, dd}));
  }

  private static <R> Pushed<R> pushed(Derivatives.PushedAux p) {
    return new Pushed<>(Bodies.cast(p.value()), Bodies.cast(p.tangent()));
  }

  /// As [#jvp], of a function that returns a pair of its value and of something that is not
  /// differentiated.
  ///
  /// In JAX: `jvp(f, (x,), (dx,), has_aux=True)`.
  public static <A, R, X> PushedAux<R, X> jvpAux(Function<A, Pair<R, X>> f, A x, A dx) {
    return pushedAux(
        Derivatives.jvp(Tuples.withAux(Bodies.of(f)), true, new Object[] {x}, new Object[] {dx}));
  }

  /// Of two arguments, followed by their tangents.
  public static <A, B, R, X> PushedAux<R, X> jvpAux(
      BiFunction<A, B, Pair<R, X>> f, A a, B b, A da, B db) {
    return pushedAux(
        Derivatives.jvp(
            Tuples.withAux(Bodies.of(f)), true, new Object[] {a, b}, new Object[] {da, db}));
  }

  /// Of three arguments, followed by their tangents.
  public static <A, B, C, R, X> PushedAux<R, X> jvpAux(
      Fn3<A, B, C, Pair<R, X>> f, A a, B b, C c, A da, B db, C dc) {
    return pushedAux(
        Derivatives.jvp(
            Tuples.withAux(Bodies.of(f)), true, new Object[] {a, b, c}, new Object[] {da, db, dc}));
  }

  private static <R, X> PushedAux<R, X> pushedAux(Derivatives.PushedAux p) {
    return new PushedAux<>(Bodies.cast(p.value()), Bodies.cast(p.tangent()), Bodies.cast(p.aux()));
  }

  /// The value at `x`, and the derivative there as a linear function of tangents.
  public static <A, R> Linearized<R, A> linearize(Function<A, R> f, A x) {
    Derivatives.Linearized l = Derivatives.linearize(Bodies.of(f), false, x);
    return new Linearized<>(
        Bodies.cast(l.value()),
        dx -> Bodies.cast(l.derivative().apply(new @Nullable Object[] {dx})));
  }

  /// Of two arguments; the derivative takes a tangent of each.
  public static <A, B, R> Linearized<R, Pair<A, B>> linearize(BiFunction<A, B, R> f, A a, B b) {
    Derivatives.Linearized l = Derivatives.linearize(Bodies.of(f), false, a, b);
    return new Linearized<>(
        Bodies.cast(l.value()), dx -> Bodies.cast(l.derivative().apply(Tuples.values(dx))));
  }

  /// Of three arguments; the derivative takes a tangent of each.
  public static <A, B, C, R> Linearized<R, Triple<A, B, C>> linearize(
      Fn3<A, B, C, R> f, A a, B b, C c) {
    Derivatives.Linearized l = Derivatives.linearize(Bodies.of(f), false, a, b, c);
    return new Linearized<>(
        Bodies.cast(l.value()), dx -> Bodies.cast(l.derivative().apply(Tuples.values(dx))));
  }

  /// Of four arguments; the derivative takes a tangent of each.
  public static <A, B, C, D, R> Linearized<R, Quadruple<A, B, C, D>> linearize(
      Fn4<A, B, C, D, R> f, A a, B b, C c, D d) {
    Derivatives.Linearized l = Derivatives.linearize(Bodies.of(f), false, a, b, c, d);
    return new Linearized<>(
        Bodies.cast(l.value()), dx -> Bodies.cast(l.derivative().apply(Tuples.values(dx))));
  }

  /// As [#linearize], of a function that returns a pair of its value and of something that is not
  /// differentiated.
  ///
  /// In JAX: `linearize(f, x, has_aux=True)`.
  public static <A, R, X> LinearizedAux<R, A, X> linearizeAux(Function<A, Pair<R, X>> f, A x) {
    Derivatives.Linearized l = Derivatives.linearize(Tuples.withAux(Bodies.of(f)), true, x);
    return new LinearizedAux<>(
        Bodies.cast(l.value()),
        dx -> Bodies.cast(l.derivative().apply(new @Nullable Object[] {dx})),
        Bodies.cast(l.aux()));
  }

  /// Of two arguments; the derivative takes a tangent of each.
  public static <A, B, R, X> LinearizedAux<R, Pair<A, B>, X> linearizeAux(
      BiFunction<A, B, Pair<R, X>> f, A a, B b) {
    Derivatives.Linearized l = Derivatives.linearize(Tuples.withAux(Bodies.of(f)), true, a, b);
    return new LinearizedAux<>(
        Bodies.cast(l.value()),
        dx -> Bodies.cast(l.derivative().apply(Tuples.values(dx))),
        Bodies.cast(l.aux()));
  }

  /// Of three arguments; the derivative takes a tangent of each.
  public static <A, B, C, R, X> LinearizedAux<R, Triple<A, B, C>, X> linearizeAux(
      Fn3<A, B, C, Pair<R, X>> f, A a, B b, C c) {
    Derivatives.Linearized l = Derivatives.linearize(Tuples.withAux(Bodies.of(f)), true, a, b, c);
    return new LinearizedAux<>(
        Bodies.cast(l.value()),
        dx -> Bodies.cast(l.derivative().apply(Tuples.values(dx))),
        Bodies.cast(l.aux()));
  }

  /// The forward pass of `f`, which gives its value and what the backward pass needs, and the
  /// backward pass. Both are compiled, once for all arguments of the same types, even where they
  /// are called in different places; the pullback of [#vjp] is made anew each time.
  ///
  /// ```java
  /// var passes = fwdAndBwd((Array v) -> sin(v));
  /// var forward = passes.fwd().apply(x);
  /// passes.bwd().apply(forward.second(), ct);
  /// ```
  ///
  /// In JAX: `jax.fwd_and_bwd(f, argnums)`.
  public static <A, R> FwdAndBwd<Function<A, Pair<R, Residuals>>, R, A> fwdAndBwd(
      Function<A, R> f) {
    linum.transform.FwdAndBwd passes = new linum.transform.FwdAndBwd(Bodies.of(f), FIRST);
    return new FwdAndBwd<>(
        a -> Tuples.pair(passes.forward(a)),
        (residuals, ct) -> Bodies.cast(passes.backward(residuals, ct)));
  }

  /// Of two arguments; the backward pass gives cotangents of what `argnums` returns, as for
  /// [#grad(BiFunction, BiFunction)].
  public static <A, B, R, G> FwdAndBwd<BiFunction<A, B, Pair<R, Residuals>>, R, G> fwdAndBwd(
      BiFunction<A, B, R> f, BiFunction<A, B, G> argnums) {
    linum.transform.FwdAndBwd passes =
        new linum.transform.FwdAndBwd(Bodies.of(f), Bodies.of(argnums));
    return new FwdAndBwd<>(
        (a, b) -> Tuples.pair(passes.forward(a, b)),
        (residuals, ct) -> Bodies.cast(passes.backward(residuals, ct)));
  }

  /// Of three arguments.
  public static <A, B, C, R, G> FwdAndBwd<Fn3<A, B, C, Pair<R, Residuals>>, R, G> fwdAndBwd(
      Fn3<A, B, C, R> f, Fn3<A, B, C, G> argnums) {
    linum.transform.FwdAndBwd passes =
        new linum.transform.FwdAndBwd(Bodies.of(f), Bodies.of(argnums));
    return new FwdAndBwd<>(
        (a, b, c) -> Tuples.pair(passes.forward(a, b, c)),
        (residuals, ct) -> Bodies.cast(passes.backward(residuals, ct)));
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

  /// The types of what `f` returns for arguments of these types: a tree like the value, of arrays
  /// that have a type and no data. Nothing is computed.
  public static <A, R> R evalShape(Function<A, R> f, A a) {
    return Bodies.cast(Staging.evalShape(Bodies.of(f), a));
  }

  /// Of two arguments.
  public static <A, B, R> R evalShape(BiFunction<A, B, R> f, A a, B b) {
    return Bodies.cast(Staging.evalShape(Bodies.of(f), a, b));
  }

  /// Of three arguments.
  public static <A, B, C, R> R evalShape(Fn3<A, B, C, R> f, A a, B b, C c) {
    return Bodies.cast(Staging.evalShape(Bodies.of(f), a, b, c));
  }

  /// Of four arguments.
  public static <A, B, C, D, R> R evalShape(Fn4<A, B, C, D, R> f, A a, B b, C c, D d) {
    return Bodies.cast(Staging.evalShape(Bodies.of(f), a, b, c, d));
  }

  /// `f` with the values of outer transformations that it refers to as a last argument.
  public static <A, R> ClosureConverted<BiFunction<A, List<Array>, R>> closureConvert(
      Function<A, R> f, A example) {
    Staging.Closed closed = Staging.closureConvert(Bodies.of(f), example);
    return new ClosureConverted<>(
        (arg0, consts) -> Bodies.cast(closed.function().call(arg0, consts)), closed.consts());
  }

  /// Of two arguments.
  public static <A, B, R> ClosureConverted<Fn3<A, B, List<Array>, R>> closureConvert(
      BiFunction<A, B, R> f, A a, B b) {
    Staging.Closed closed = Staging.closureConvert(Bodies.of(f), a, b);
    return new ClosureConverted<>(
        (arg0, arg1, consts) -> Bodies.cast(closed.function().call(arg0, arg1, consts)),
        closed.consts());
  }

  /// Of three arguments.
  public static <A, B, C, R> ClosureConverted<Fn4<A, B, C, List<Array>, R>> closureConvert(
      Fn3<A, B, C, R> f, A a, B b, C c) {
    Staging.Closed closed = Staging.closureConvert(Bodies.of(f), a, b, c);
    return new ClosureConverted<>(
        (arg0, arg1, arg2, consts) -> Bodies.cast(closed.function().call(arg0, arg1, arg2, consts)),
        closed.consts());
  }

  /// The transpose of a linear function: from cotangents of its value to those of its argument.
  ///
  /// @param like an argument, of which only the types matter
  /// @throws IllegalArgumentException when it is called, naming the operation that is not linear
  public static <A, R> Function<R, A> linearTranspose(Function<A, R> f, A like) {
    Function<@Nullable Object, List<@Nullable Object>> transpose =
        Staging.linearTranspose(Bodies.of(f), like);
    return ct -> Tuples.one(transpose.apply(ct));
  }

  /// Of a function that is linear in two arguments together; the transpose gives a cotangent of
  /// each.
  public static <A, B, R> Function<R, Pair<A, B>> linearTranspose(BiFunction<A, B, R> f, A a, B b) {
    Function<@Nullable Object, List<@Nullable Object>> transpose =
        Staging.linearTranspose(Bodies.of(f), a, b);
    return ct -> Tuples.pair(transpose.apply(ct));
  }

  /// Of a function that is linear in three arguments together; the transpose gives a cotangent of
  /// each.
  public static <A, B, C, R> Function<R, Triple<A, B, C>> linearTranspose(
      Fn3<A, B, C, R> f, A a, B b, C c) {
    Function<@Nullable Object, List<@Nullable Object>> transpose =
        Staging.linearTranspose(Bodies.of(f), a, b, c);
    return ct -> Tuples.triple(transpose.apply(ct));
  }

  // jacobians

  /// The derivative of an array in an array by forward mode, best where the value is larger than
  /// the argument. Its axes are those of the value, then those of the argument.
  public static UnaryOperator<Array> jacfwd(UnaryOperator<Array> f) {
    return x -> jacfwd(Bodies.of(f), FIRST, x);
  }

  /// The derivative in the first argument.
  public static BinaryOperator<Array> jacfwd(BinaryOperator<Array> f) {
    return (x, y) -> jacfwd(Bodies.of(f), FIRST, x, y);
  }

  /// The derivative in the first argument.
  public static Op3 jacfwd(Op3 f) {
    return (x, y, z) -> jacfwd(Bodies.of(f), FIRST, x, y, z);
  }

  /// The derivative in the first argument.
  public static Op4 jacfwd(Op4 f) {
    return (x, y, z, w) -> jacfwd(Bodies.of(f), FIRST, x, y, z, w);
  }

  /// The derivative in argument `argnum`, counted from 0.
  public static BinaryOperator<Array> jacfwd(BinaryOperator<Array> f, int argnum) {
    return (x, y) -> jacfwd(Bodies.of(f), Argnums.of("jacfwd", argnum), x, y);
  }

  /// The derivative in argument `argnum`, counted from 0.
  public static Op3 jacfwd(Op3 f, int argnum) {
    return (x, y, z) -> jacfwd(Bodies.of(f), Argnums.of("jacfwd", argnum), x, y, z);
  }

  /// The derivative in argument `argnum`, counted from 0.
  public static Op4 jacfwd(Op4 f, int argnum) {
    return (x, y, z, w) -> jacfwd(Bodies.of(f), Argnums.of("jacfwd", argnum), x, y, z, w);
  }

  /// The derivatives in several arguments, in the order of `argnums`.
  public static BiFunction<Array, Array, List<Array>> jacfwd(
      BinaryOperator<Array> f, List<Integer> argnums) {
    return (x, y) -> jacfwd(Bodies.of(f), Argnums.of("jacfwd", argnums), x, y);
  }

  /// The derivatives in several arguments, in the order of `argnums`.
  public static Fn3<Array, Array, Array, List<Array>> jacfwd(Op3 f, List<Integer> argnums) {
    return (x, y, z) -> jacfwd(Bodies.of(f), Argnums.of("jacfwd", argnums), x, y, z);
  }

  /// The derivatives in several arguments, in the order of `argnums`.
  public static Fn4<Array, Array, Array, Array, List<Array>> jacfwd(Op4 f, List<Integer> argnums) {
    return (x, y, z, w) -> jacfwd(Bodies.of(f), Argnums.of("jacfwd", argnums), x, y, z, w);
  }

  /// The derivative of an array in a tree: a tree like the argument.
  public static <A> Function<A, A> jacfwd(Function<A, Array> f) {
    return a -> jacfwd(Bodies.of(f), FIRST, a);
  }

  /// The derivative in the first argument, a tree like it.
  public static <A, B> BiFunction<A, B, A> jacfwd(BiFunction<A, B, Array> f) {
    return (a, b) -> jacfwd(Bodies.of(f), FIRST, a, b);
  }

  /// The derivative in the first argument, a tree like it.
  public static <A, B, C> Fn3<A, B, C, A> jacfwd(Fn3<A, B, C, Array> f) {
    return (a, b, c) -> jacfwd(Bodies.of(f), FIRST, a, b, c);
  }

  /// The derivative in the arguments that `argnums` returns, as for [#grad(BiFunction,
  /// BiFunction)].
  public static <A, B, G> BiFunction<A, B, G> jacfwd(
      BiFunction<A, B, Array> f, BiFunction<A, B, G> argnums) {
    return (a, b) -> jacfwd(Bodies.of(f), Bodies.of(argnums), a, b);
  }

  /// The derivative in the arguments that `argnums` returns, as for [#grad(BiFunction,
  /// BiFunction)].
  public static <A, B, C, G> Fn3<A, B, C, G> jacfwd(
      Fn3<A, B, C, Array> f, Fn3<A, B, C, G> argnums) {
    return (a, b, c) -> jacfwd(Bodies.of(f), Bodies.of(argnums), a, b, c);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // a tree like what argnums chose
  private static <G> G jacfwd(Body f, Body argnums, @Nullable Object... args) {
    return Bodies.cast(Jacobians.forward(f, argnums, false, args).rows().getFirst());
  }

  /// As [#jacfwd], of a function that returns something beside its value: the derivative, and that.
  ///
  /// In JAX: `jacfwd(f, has_aux=True)`.
  public static <A, X> Function<A, Pair<A, X>> jacfwdAux(Function<A, WithAux<X>> f) {
    return a -> {
      Jacobians.Matrix j = Jacobians.forward(Bodies.of(f), FIRST, true, a);
      return new Pair<>(Bodies.cast(j.rows().getFirst()), Bodies.cast(j.aux()));
    };
  }

  /// The derivative in the first argument, and what comes beside the value.
  public static <A, B, X> BiFunction<A, B, Pair<A, X>> jacfwdAux(BiFunction<A, B, WithAux<X>> f) {
    return (a, b) -> {
      Jacobians.Matrix j = Jacobians.forward(Bodies.of(f), FIRST, true, a, b);
      return new Pair<>(Bodies.cast(j.rows().getFirst()), Bodies.cast(j.aux()));
    };
  }

  /// As [#jacfwd], of a function that returns a tree.
  ///
  /// In JAX: `jacfwd(f)`, too.
  public static <A, R> Function<A, Jacobian<R, A>> jacfwdTree(Function<A, R> f) {
    return a -> jacobian(Jacobians.forward(Bodies.of(f), FIRST, false, a));
  }

  /// The derivatives of a tree in the first argument.
  public static <A, B, R> BiFunction<A, B, Jacobian<R, A>> jacfwdTree(BiFunction<A, B, R> f) {
    return (a, b) -> jacobian(Jacobians.forward(Bodies.of(f), FIRST, false, a, b));
  }

  /// The derivative of an array in an array by reverse mode, best where the value is smaller than
  /// the argument. Its axes are those of the value, then those of the argument.
  public static UnaryOperator<Array> jacrev(UnaryOperator<Array> f) {
    return x -> jacrev(Bodies.of(f), FIRST, x);
  }

  /// The derivative in the first argument.
  public static BinaryOperator<Array> jacrev(BinaryOperator<Array> f) {
    return (x, y) -> jacrev(Bodies.of(f), FIRST, x, y);
  }

  /// The derivative in the first argument.
  public static Op3 jacrev(Op3 f) {
    return (x, y, z) -> jacrev(Bodies.of(f), FIRST, x, y, z);
  }

  /// The derivative in the first argument.
  public static Op4 jacrev(Op4 f) {
    return (x, y, z, w) -> jacrev(Bodies.of(f), FIRST, x, y, z, w);
  }

  /// The derivative in argument `argnum`, counted from 0.
  public static BinaryOperator<Array> jacrev(BinaryOperator<Array> f, int argnum) {
    return (x, y) -> jacrev(Bodies.of(f), Argnums.of("jacrev", argnum), x, y);
  }

  /// The derivative in argument `argnum`, counted from 0.
  public static Op3 jacrev(Op3 f, int argnum) {
    return (x, y, z) -> jacrev(Bodies.of(f), Argnums.of("jacrev", argnum), x, y, z);
  }

  /// The derivative in argument `argnum`, counted from 0.
  public static Op4 jacrev(Op4 f, int argnum) {
    return (x, y, z, w) -> jacrev(Bodies.of(f), Argnums.of("jacrev", argnum), x, y, z, w);
  }

  /// The derivatives in several arguments, in the order of `argnums`.
  public static BiFunction<Array, Array, List<Array>> jacrev(
      BinaryOperator<Array> f, List<Integer> argnums) {
    return (x, y) -> jacrev(Bodies.of(f), Argnums.of("jacrev", argnums), x, y);
  }

  /// The derivatives in several arguments, in the order of `argnums`.
  public static Fn3<Array, Array, Array, List<Array>> jacrev(Op3 f, List<Integer> argnums) {
    return (x, y, z) -> jacrev(Bodies.of(f), Argnums.of("jacrev", argnums), x, y, z);
  }

  /// The derivatives in several arguments, in the order of `argnums`.
  public static Fn4<Array, Array, Array, Array, List<Array>> jacrev(Op4 f, List<Integer> argnums) {
    return (x, y, z, w) -> jacrev(Bodies.of(f), Argnums.of("jacrev", argnums), x, y, z, w);
  }

  /// The derivative of an array in a tree: a tree like the argument.
  public static <A> Function<A, A> jacrev(Function<A, Array> f) {
    return a -> jacrev(Bodies.of(f), FIRST, a);
  }

  /// The derivative in the first argument, a tree like it.
  public static <A, B> BiFunction<A, B, A> jacrev(BiFunction<A, B, Array> f) {
    return (a, b) -> jacrev(Bodies.of(f), FIRST, a, b);
  }

  /// The derivative in the first argument, a tree like it.
  public static <A, B, C> Fn3<A, B, C, A> jacrev(Fn3<A, B, C, Array> f) {
    return (a, b, c) -> jacrev(Bodies.of(f), FIRST, a, b, c);
  }

  /// The derivative in the arguments that `argnums` returns, as for [#grad(BiFunction,
  /// BiFunction)].
  public static <A, B, G> BiFunction<A, B, G> jacrev(
      BiFunction<A, B, Array> f, BiFunction<A, B, G> argnums) {
    return (a, b) -> jacrev(Bodies.of(f), Bodies.of(argnums), a, b);
  }

  /// The derivative in the arguments that `argnums` returns, as for [#grad(BiFunction,
  /// BiFunction)].
  public static <A, B, C, G> Fn3<A, B, C, G> jacrev(
      Fn3<A, B, C, Array> f, Fn3<A, B, C, G> argnums) {
    return (a, b, c) -> jacrev(Bodies.of(f), Bodies.of(argnums), a, b, c);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // a tree like what argnums chose
  private static <G> G jacrev(Body f, Body argnums, @Nullable Object... args) {
    return Bodies.cast(Jacobians.reverse(f, argnums, false, args).rows().getFirst());
  }

  /// As [#jacrev], of a function that returns something beside its value: the derivative, and that.
  ///
  /// In JAX: `jacrev(f, has_aux=True)`.
  public static <A, X> Function<A, Pair<A, X>> jacrevAux(Function<A, WithAux<X>> f) {
    return a -> {
      Jacobians.Matrix j = Jacobians.reverse(Bodies.of(f), FIRST, true, a);
      return new Pair<>(Bodies.cast(j.rows().getFirst()), Bodies.cast(j.aux()));
    };
  }

  /// The derivative in the first argument, and what comes beside the value.
  public static <A, B, X> BiFunction<A, B, Pair<A, X>> jacrevAux(BiFunction<A, B, WithAux<X>> f) {
    return (a, b) -> {
      Jacobians.Matrix j = Jacobians.reverse(Bodies.of(f), FIRST, true, a, b);
      return new Pair<>(Bodies.cast(j.rows().getFirst()), Bodies.cast(j.aux()));
    };
  }

  /// As [#jacrev], of a function that returns a tree.
  ///
  /// In JAX: `jacrev(f)`, too.
  public static <A, R> Function<A, Jacobian<R, A>> jacrevTree(Function<A, R> f) {
    return a -> jacobian(Jacobians.reverse(Bodies.of(f), FIRST, false, a));
  }

  /// The derivatives of a tree in the first argument.
  public static <A, B, R> BiFunction<A, B, Jacobian<R, A>> jacrevTree(BiFunction<A, B, R> f) {
    return (a, b) -> jacobian(Jacobians.reverse(Bodies.of(f), FIRST, false, a, b));
  }

  private static <R, A> Jacobian<R, A> jacobian(Jacobians.Matrix m) {
    List<A> rows = Bodies.cast(m.rows());
    return new Jacobian<>(rows, m.value());
  }

  /// As [#jacrev].
  public static UnaryOperator<Array> jacobian(UnaryOperator<Array> f) {
    return jacrev(f);
  }

  /// As [#jacrev], in the first argument.
  public static BinaryOperator<Array> jacobian(BinaryOperator<Array> f) {
    return jacrev(f);
  }

  /// As [#jacrev].
  public static <A> Function<A, A> jacobian(Function<A, Array> f) {
    return jacrev(f);
  }

  /// The second derivatives: forward mode over reverse mode. Of a function from a shape to a
  /// scalar, the axes are those of the shape, twice.
  public static UnaryOperator<Array> hessian(UnaryOperator<Array> f) {
    return jacfwd(jacrev(f));
  }

  /// The second derivatives in the first argument.
  public static BinaryOperator<Array> hessian(BinaryOperator<Array> f) {
    return jacfwd(jacrev(f));
  }

  /// The second derivatives in argument `argnum`, counted from 0.
  public static BinaryOperator<Array> hessian(BinaryOperator<Array> f, int argnum) {
    return jacfwd(jacrev(f, argnum), argnum);
  }

  /// The second derivatives in a tree: `h.of(p -> p.w()).b()` is by `w` and by `b`, whose axes come
  /// in this order after those of the value.
  public static <A> Function<A, Jacobian<A, A>> hessian(Function<A, Array> f) {
    return jacfwdTree(jacrev(f));
  }

  /// The second derivatives in the first argument.
  public static <A, B> BiFunction<A, B, Jacobian<A, A>> hessian(BiFunction<A, B, Array> f) {
    return jacfwdTree(jacrev(f));
  }

  /// The second derivatives in the arguments that `argnums` returns, as for [#grad(BiFunction,
  /// BiFunction)]: `hessian(f, (x, p) -> p)`.
  public static <A, B, G> BiFunction<A, B, Jacobian<G, G>> hessian(
      BiFunction<A, B, Array> f, BiFunction<A, B, G> argnums) {
    Body first = Bodies.of(jacrev(f, argnums));
    return (a, b) -> jacobian(Jacobians.forward(first, Bodies.of(argnums), false, a, b));
  }

  /// The second derivatives in the arguments that `argnums` returns, as for [#grad(BiFunction,
  /// BiFunction)].
  public static <A, B, C, G> Fn3<A, B, C, Jacobian<G, G>> hessian(
      Fn3<A, B, C, Array> f, Fn3<A, B, C, G> argnums) {
    Body first = Bodies.of(jacrev(f, argnums));
    return (a, b, c) -> jacobian(Jacobians.forward(first, Bodies.of(argnums), false, a, b, c));
  }

  /// As [#hessian], of a function that returns something beside its value: the second derivatives,
  /// and that.
  ///
  /// In JAX: `hessian(f, has_aux=True)`.
  public static <A, X> Function<A, Pair<Jacobian<A, A>, X>> hessianAux(Function<A, WithAux<X>> f) {
    Body inner = Tuples.withAux(Bodies.of(jacrevAux(f)));
    return a -> {
      Jacobians.Matrix j = Jacobians.forward(inner, FIRST, true, a);
      return new Pair<>(jacobian(j), Bodies.cast(j.aux()));
    };
  }

  // checkpoint

  /// A function whose intermediate values are not kept for the backward pass, but computed again.
  ///
  /// Its arguments may hold values that are no arrays; they are static.
  ///
  /// In JAX: `jax.checkpoint`, also named `jax.remat`; `static_argnums` is not needed.
  public static UnaryOperator<Array> checkpoint(UnaryOperator<Array> f) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), null, true);
    return x -> Bodies.cast(g.call(x));
  }

  /// As for one array.
  public static BinaryOperator<Array> checkpoint(BinaryOperator<Array> f) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), null, true);
    return (x, y) -> Bodies.cast(g.call(x, y));
  }

  /// As for one array.
  public static Op3 checkpoint(Op3 f) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), null, true);
    return (x, y, z) -> Bodies.cast(g.call(x, y, z));
  }

  /// As for one array.
  public static Op4 checkpoint(Op4 f) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), null, true);
    return (x, y, z, w) -> Bodies.cast(g.call(x, y, z, w));
  }

  /// As for arrays, of trees.
  public static <A, R> Function<A, R> checkpoint(Function<A, R> f) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), null, true);
    return a -> Bodies.cast(g.call(a));
  }

  /// As for arrays, of trees.
  public static <A, B, R> BiFunction<A, B, R> checkpoint(BiFunction<A, B, R> f) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), null, true);
    return (a, b) -> Bodies.cast(g.call(a, b));
  }

  /// As for arrays, of trees.
  public static <A, B, C, R> Fn3<A, B, C, R> checkpoint(Fn3<A, B, C, R> f) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), null, true);
    return (a, b, c) -> Bodies.cast(g.call(a, b, c));
  }

  /// As for arrays, of trees.
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> checkpoint(Fn4<A, B, C, D, R> f) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), null, true);
    return (a, b, c, d) -> Bodies.cast(g.call(a, b, c, d));
  }

  /// A function whose intermediate values are computed again in the backward pass, except those
  /// that `policy` keeps; see [linum.transform.CheckpointPolicies].
  public static UnaryOperator<Array> checkpoint(UnaryOperator<Array> f, CheckpointPolicy policy) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, true);
    return x -> Bodies.cast(g.call(x));
  }

  /// As for one array.
  public static BinaryOperator<Array> checkpoint(BinaryOperator<Array> f, CheckpointPolicy policy) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, true);
    return (x, y) -> Bodies.cast(g.call(x, y));
  }

  /// As for one array.
  public static Op3 checkpoint(Op3 f, CheckpointPolicy policy) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, true);
    return (x, y, z) -> Bodies.cast(g.call(x, y, z));
  }

  /// As for one array.
  public static Op4 checkpoint(Op4 f, CheckpointPolicy policy) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, true);
    return (x, y, z, w) -> Bodies.cast(g.call(x, y, z, w));
  }

  /// As for arrays, of trees.
  public static <A, R> Function<A, R> checkpoint(Function<A, R> f, CheckpointPolicy policy) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, true);
    return a -> Bodies.cast(g.call(a));
  }

  /// As for arrays, of trees.
  public static <A, B, R> BiFunction<A, B, R> checkpoint(
      BiFunction<A, B, R> f, CheckpointPolicy policy) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, true);
    return (a, b) -> Bodies.cast(g.call(a, b));
  }

  /// As for arrays, of trees.
  public static <A, B, C, R> Fn3<A, B, C, R> checkpoint(
      Fn3<A, B, C, R> f, CheckpointPolicy policy) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, true);
    return (a, b, c) -> Bodies.cast(g.call(a, b, c));
  }

  /// As for arrays, of trees.
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> checkpoint(
      Fn4<A, B, C, D, R> f, CheckpointPolicy policy) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, true);
    return (a, b, c, d) -> Bodies.cast(g.call(a, b, c, d));
  }

  /// Without `preventCse`, a compiler may find that what is computed again is there already, and
  /// keep it; inside of [#scan] it cannot, and programs are simpler so.
  ///
  /// In JAX: `checkpoint(f, policy=policy, prevent_cse=False)`.
  public static UnaryOperator<Array> checkpoint(
      UnaryOperator<Array> f, CheckpointPolicy policy, boolean preventCse) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, preventCse);
    return x -> Bodies.cast(g.call(x));
  }

  /// As for one array.
  public static BinaryOperator<Array> checkpoint(
      BinaryOperator<Array> f, CheckpointPolicy policy, boolean preventCse) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, preventCse);
    return (x, y) -> Bodies.cast(g.call(x, y));
  }

  /// As for one array.
  public static Op3 checkpoint(Op3 f, CheckpointPolicy policy, boolean preventCse) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, preventCse);
    return (x, y, z) -> Bodies.cast(g.call(x, y, z));
  }

  /// As for one array.
  public static Op4 checkpoint(Op4 f, CheckpointPolicy policy, boolean preventCse) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, preventCse);
    return (x, y, z, w) -> Bodies.cast(g.call(x, y, z, w));
  }

  /// As for arrays, of trees.
  public static <A, R> Function<A, R> checkpoint(
      Function<A, R> f, CheckpointPolicy policy, boolean preventCse) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, preventCse);
    return a -> Bodies.cast(g.call(a));
  }

  /// As for arrays, of trees.
  public static <A, B, R> BiFunction<A, B, R> checkpoint(
      BiFunction<A, B, R> f, CheckpointPolicy policy, boolean preventCse) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, preventCse);
    return (a, b) -> Bodies.cast(g.call(a, b));
  }

  /// As for arrays, of trees.
  public static <A, B, C, R> Fn3<A, B, C, R> checkpoint(
      Fn3<A, B, C, R> f, CheckpointPolicy policy, boolean preventCse) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, preventCse);
    return (a, b, c) -> Bodies.cast(g.call(a, b, c));
  }

  /// As for arrays, of trees.
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> checkpoint(
      Fn4<A, B, C, D, R> f, CheckpointPolicy policy, boolean preventCse) {
    Body g = CustomFunctions.checkpoint("checkpoint", Bodies.of(f), policy, preventCse);
    return (a, b, c, d) -> Bodies.cast(g.call(a, b, c, d));
  }

  /// As [#checkpoint].
  public static UnaryOperator<Array> remat(UnaryOperator<Array> f) {
    return checkpoint(f);
  }

  /// As [#checkpoint].
  public static BinaryOperator<Array> remat(BinaryOperator<Array> f) {
    return checkpoint(f);
  }

  /// As [#checkpoint].
  public static Op3 remat(Op3 f) {
    return checkpoint(f);
  }

  /// As [#checkpoint].
  public static Op4 remat(Op4 f) {
    return checkpoint(f);
  }

  /// As [#checkpoint].
  public static <A, R> Function<A, R> remat(Function<A, R> f) {
    return checkpoint(f);
  }

  /// As [#checkpoint].
  public static <A, B, R> BiFunction<A, B, R> remat(BiFunction<A, B, R> f) {
    return checkpoint(f);
  }

  /// As [#checkpoint].
  public static <A, B, C, R> Fn3<A, B, C, R> remat(Fn3<A, B, C, R> f) {
    return checkpoint(f);
  }

  /// As [#checkpoint].
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> remat(Fn4<A, B, C, D, R> f) {
    return checkpoint(f);
  }

  /// The tree, its arrays under a name that policies of [#checkpoint] can refer to.
  public static <A> A checkpointName(A tree, String name) {
    return Tree.map(x -> Trace.bind(new Marker.Name(name), x), tree);
  }

  /// Prints one line for each array that `f` keeps for its backward pass, with its type and where
  /// it comes from: what a policy of [#checkpoint] can change.
  ///
  /// In JAX: `jax.ad_checkpoint.print_saved_residuals`.
  public static <A> void printSavedResiduals(Function<A, ?> f, A a) {
    SavedResiduals.of(Bodies.of(f), a).forEach(System.out::println);
  }

  /// Of two arguments.
  public static <A, B> void printSavedResiduals(BiFunction<A, B, ?> f, A a, B b) {
    SavedResiduals.of(Bodies.of(f), a, b).forEach(System.out::println);
  }

  /// Of three arguments.
  public static <A, B, C> void printSavedResiduals(Fn3<A, B, C, ?> f, A a, B b, C c) {
    SavedResiduals.of(Bodies.of(f), a, b, c).forEach(System.out::println);
  }

  /// Of four arguments.
  public static <A, B, C, D> void printSavedResiduals(Fn4<A, B, C, D, ?> f, A a, B b, C c, D d) {
    SavedResiduals.of(Bodies.of(f), a, b, c, d).forEach(System.out::println);
  }

  // rules of one's own

  /// `f` with a derivative of its own: `rule` takes the argument and its tangent, and returns the
  /// value and the tangent of it, which must be linear in the tangent.
  ///
  /// ```java
  /// var f = customJvp(x -> sin(x), (x, dx) -> new Pushed<>(sin(x), cos(x).mul(dx)));
  /// ```
  ///
  /// With [CustomJvp#symbolicZeros] the rule sees which tangents are zero.
  ///
  /// In JAX: `f = jax.custom_jvp(f); f.defjvp(rule)`. There are no `nondiff_argnums`: what is no
  /// array is static, the rule gets it as an argument and again in the place of its tangent, and an
  /// array that has no derivative is one whose tangent the rule leaves out of its result.
  ///
  /// @throws IllegalArgumentException when it is differentiated, if the rule does not return trees
  ///   like the value
  public static CustomJvp.OfArrays1 customJvp(
      UnaryOperator<Array> f, BiFunction<Array, Array, Pushed<Array>> rule) {
    return new CustomJvp.OfArrays1(
        jvpFunction(Bodies.of(f), (x, dx) -> rule.apply(Bodies.cast(x[0]), Bodies.cast(dx[0]))));
  }

  /// Of two arrays; the rule takes them, then their tangents.
  public static CustomJvp.OfArrays2 customJvp(
      BinaryOperator<Array> f, Fn4<Array, Array, Array, Array, Pushed<Array>> rule) {
    return new CustomJvp.OfArrays2(
        jvpFunction(
            Bodies.of(f),
            (x, dx) ->
                rule.apply(
                    Bodies.cast(x[0]), Bodies.cast(x[1]), Bodies.cast(dx[0]), Bodies.cast(dx[1]))));
  }

  /// Of three arrays; the rule takes them, then their tangents.
  public static CustomJvp.OfArrays3 customJvp(
      Op3 f, Fn6<Array, Array, Array, Array, Array, Array, Pushed<Array>> rule) {
    return new CustomJvp.OfArrays3(
        jvpFunction(
            Bodies.of(f),
            (x, dx) ->
                rule.apply(
                    Bodies.cast(x[0]),
                    Bodies.cast(x[1]),
                    Bodies.cast(x[2]),
                    Bodies.cast(dx[0]),
                    Bodies.cast(dx[1]),
                    Bodies.cast(dx[2]))));
  }

  /// Of four arrays; the rule takes them, then their tangents.
  public static CustomJvp.OfArrays4 customJvp(
      Op4 f, Fn8<Array, Array, Array, Array, Array, Array, Array, Array, Pushed<Array>> rule) {
    return new CustomJvp.OfArrays4(
        jvpFunction(
            Bodies.of(f),
            (x, dx) ->
                rule.apply(
                    Bodies.cast(x[0]),
                    Bodies.cast(x[1]),
                    Bodies.cast(x[2]),
                    Bodies.cast(x[3]),
                    Bodies.cast(dx[0]),
                    Bodies.cast(dx[1]),
                    Bodies.cast(dx[2]),
                    Bodies.cast(dx[3]))));
  }

  /// Of a tree.
  public static <A, R> CustomJvp.Of1<A, R> customJvp(
      Function<A, R> f, BiFunction<A, A, Pushed<R>> rule) {
    return new CustomJvp.Of1<>(
        jvpFunction(Bodies.of(f), (x, dx) -> rule.apply(Bodies.cast(x[0]), Bodies.cast(dx[0]))));
  }

  /// Of two trees; the rule takes them, then their tangents.
  public static <A, B, R> CustomJvp.Of2<A, B, R> customJvp(
      BiFunction<A, B, R> f, Fn4<A, B, A, B, Pushed<R>> rule) {
    return new CustomJvp.Of2<>(
        jvpFunction(
            Bodies.of(f),
            (x, dx) ->
                rule.apply(
                    Bodies.cast(x[0]), Bodies.cast(x[1]), Bodies.cast(dx[0]), Bodies.cast(dx[1]))));
  }

  /// Of three trees; the rule takes them, then their tangents.
  public static <A, B, C, R> CustomJvp.Of3<A, B, C, R> customJvp(
      Fn3<A, B, C, R> f, Fn6<A, B, C, A, B, C, Pushed<R>> rule) {
    return new CustomJvp.Of3<>(
        jvpFunction(
            Bodies.of(f),
            (x, dx) ->
                rule.apply(
                    Bodies.cast(x[0]),
                    Bodies.cast(x[1]),
                    Bodies.cast(x[2]),
                    Bodies.cast(dx[0]),
                    Bodies.cast(dx[1]),
                    Bodies.cast(dx[2]))));
  }

  /// Of four trees; the rule takes them, then their tangents.
  public static <A, B, C, D, R> CustomJvp.Of4<A, B, C, D, R> customJvp(
      Fn4<A, B, C, D, R> f, Fn8<A, B, C, D, A, B, C, D, Pushed<R>> rule) {
    return new CustomJvp.Of4<>(
        jvpFunction(
            Bodies.of(f),
            (x, dx) ->
                rule.apply(
                    Bodies.cast(x[0]),
                    Bodies.cast(x[1]),
                    Bodies.cast(x[2]),
                    Bodies.cast(x[3]),
                    Bodies.cast(dx[0]),
                    Bodies.cast(dx[1]),
                    Bodies.cast(dx[2]),
                    Bodies.cast(dx[3]))));
  }

  private interface PushedRule {
    Pushed<?> apply(@Nullable Object[] x, @Nullable Object[] dx);
  }

  private static CustomJvpFunction jvpFunction(Body f, PushedRule rule) {
    return new CustomJvpFunction(
        "<lambda>",
        f,
        (x, dx) -> {
          Pushed<?> p = rule.apply(x, dx);
          return new Derivatives.Pushed(p.value(), p.tangent());
        });
  }

  /// `f` with a reverse rule of its own: `fwd` returns the value and residuals, `bwd` takes the
  /// residuals and the cotangent of the value and returns the cotangent of the argument.
  ///
  /// ```java
  /// var clip =
  ///     customVjp(
  ///         x -> x, x -> new Pair<>(x, x), (Array x, Array ct) -> clip(ct, -1, 1));
  /// ```
  ///
  /// With [CustomVjp#symbolicZeros] the rules see what is differentiated and which cotangents are
  /// zero; with [CustomVjp#optimizeRemat] a [#checkpoint] leaves the forward rule out where it can.
  ///
  /// In JAX: `f = jax.custom_vjp(f); f.defvjp(fwd, bwd)`. It has no forward mode. There are no
  /// `nondiff_argnums`: what is no array is static, `fwd` may keep it among the residuals, and
  /// `bwd` returns it where its cotangent would stand.
  ///
  /// @throws IllegalArgumentException when it is differentiated, if the rules do not return trees
  ///   like the value and the argument
  public static <S> CustomVjp.OfArrays1 customVjp(
      UnaryOperator<Array> f,
      Function<Array, Pair<Array, S>> fwd,
      BiFunction<S, Array, Array> bwd) {
    return new CustomVjp.OfArrays1(
        vjpFunction(
            Bodies.of(f),
            x -> fwd.apply(Bodies.cast(x[0])),
            (kept, ct) -> new @Nullable Object[] {bwd.apply(Bodies.cast(kept), Bodies.cast(ct))}));
  }

  /// Of two arrays; the backward rule returns a cotangent of each.
  public static <S> CustomVjp.OfArrays2 customVjp(
      BinaryOperator<Array> f,
      BiFunction<Array, Array, Pair<Array, S>> fwd,
      BiFunction<S, Array, Pair<Array, Array>> bwd) {
    return new CustomVjp.OfArrays2(
        vjpFunction(
            Bodies.of(f),
            x -> fwd.apply(Bodies.cast(x[0]), Bodies.cast(x[1])),
            (kept, ct) -> Tuples.values(bwd.apply(Bodies.cast(kept), Bodies.cast(ct)))));
  }

  /// Of three arrays; the backward rule returns a cotangent of each.
  public static <S> CustomVjp.OfArrays3 customVjp(
      Op3 f,
      Fn3<Array, Array, Array, Pair<Array, S>> fwd,
      BiFunction<S, Array, Triple<Array, Array, Array>> bwd) {
    return new CustomVjp.OfArrays3(
        vjpFunction(
            Bodies.of(f),
            x -> fwd.apply(Bodies.cast(x[0]), Bodies.cast(x[1]), Bodies.cast(x[2])),
            (kept, ct) -> Tuples.values(bwd.apply(Bodies.cast(kept), Bodies.cast(ct)))));
  }

  /// Of four arrays; the backward rule returns a cotangent of each.
  public static <S> CustomVjp.OfArrays4 customVjp(
      Op4 f,
      Fn4<Array, Array, Array, Array, Pair<Array, S>> fwd,
      BiFunction<S, Array, Quadruple<Array, Array, Array, Array>> bwd) {
    return new CustomVjp.OfArrays4(
        vjpFunction(
            Bodies.of(f),
            x ->
                fwd.apply(
                    Bodies.cast(x[0]), Bodies.cast(x[1]), Bodies.cast(x[2]), Bodies.cast(x[3])),
            (kept, ct) -> Tuples.values(bwd.apply(Bodies.cast(kept), Bodies.cast(ct)))));
  }

  /// Of a tree.
  public static <A, R, S> CustomVjp.Of1<A, R> customVjp(
      Function<A, R> f, Function<A, Pair<R, S>> fwd, BiFunction<S, R, A> bwd) {
    return new CustomVjp.Of1<>(
        vjpFunction(
            Bodies.of(f),
            x -> fwd.apply(Bodies.cast(x[0])),
            (kept, ct) -> new @Nullable Object[] {bwd.apply(Bodies.cast(kept), Bodies.cast(ct))}));
  }

  /// Of two trees; the backward rule returns a cotangent of each.
  public static <A, B, R, S> CustomVjp.Of2<A, B, R> customVjp(
      BiFunction<A, B, R> f, BiFunction<A, B, Pair<R, S>> fwd, BiFunction<S, R, Pair<A, B>> bwd) {
    return new CustomVjp.Of2<>(
        vjpFunction(
            Bodies.of(f),
            x -> fwd.apply(Bodies.cast(x[0]), Bodies.cast(x[1])),
            (kept, ct) -> Tuples.values(bwd.apply(Bodies.cast(kept), Bodies.cast(ct)))));
  }

  /// Of three trees; the backward rule returns a cotangent of each.
  public static <A, B, C, R, S> CustomVjp.Of3<A, B, C, R> customVjp(
      Fn3<A, B, C, R> f, Fn3<A, B, C, Pair<R, S>> fwd, BiFunction<S, R, Triple<A, B, C>> bwd) {
    return new CustomVjp.Of3<>(
        vjpFunction(
            Bodies.of(f),
            x -> fwd.apply(Bodies.cast(x[0]), Bodies.cast(x[1]), Bodies.cast(x[2])),
            (kept, ct) -> Tuples.values(bwd.apply(Bodies.cast(kept), Bodies.cast(ct)))));
  }

  /// Of four trees; the backward rule returns a cotangent of each.
  public static <A, B, C, D, R, S> CustomVjp.Of4<A, B, C, D, R> customVjp(
      Fn4<A, B, C, D, R> f,
      Fn4<A, B, C, D, Pair<R, S>> fwd,
      BiFunction<S, R, Quadruple<A, B, C, D>> bwd) {
    return new CustomVjp.Of4<>(
        vjpFunction(
            Bodies.of(f),
            x ->
                fwd.apply(
                    Bodies.cast(x[0]), Bodies.cast(x[1]), Bodies.cast(x[2]), Bodies.cast(x[3])),
            (kept, ct) -> Tuples.values(bwd.apply(Bodies.cast(kept), Bodies.cast(ct)))));
  }

  private static CustomVjpFunction vjpFunction(
      Body f, Function<@Nullable Object[], Pair<?, ?>> fwd, CustomFunctions.BackwardRule bwd) {
    return new CustomVjpFunction(
        "<lambda>",
        f,
        x -> {
          Pair<?, ?> p = fwd.apply(x);
          return new Derivatives.Pushed(p.first(), p.second());
        },
        bwd);
  }

  /// A function that returns its value together with its own pullback.
  public static <A, R> Function<A, R> customGradient(Function<A, Pulled<R, A>> f) {
    Body g =
        CustomFunctions.customGradient(
            "<lambda>",
            x -> {
              Pulled<R, A> p = f.apply(Bodies.cast(x[0]));
              return new CustomFunctions.WithPullback(
                  p.value(), ct -> new @Nullable Object[] {p.pullback().apply(Bodies.cast(ct))});
            });
    return a -> Bodies.cast(g.call(a));
  }

  /// Of two trees; the pullback gives a cotangent of each.
  public static <A, B, R> BiFunction<A, B, R> customGradient(
      BiFunction<A, B, Pulled<R, Pair<A, B>>> f) {
    Body g =
        CustomFunctions.customGradient(
            "<lambda>",
            x -> {
              Pulled<R, Pair<A, B>> p = f.apply(Bodies.cast(x[0]), Bodies.cast(x[1]));
              return new CustomFunctions.WithPullback(
                  p.value(), ct -> Tuples.values(p.pullback().apply(Bodies.cast(ct))));
            });
    return (a, b) -> Bodies.cast(g.call(a, b));
  }

  /// Of three trees; the pullback gives a cotangent of each.
  public static <A, B, C, R> Fn3<A, B, C, R> customGradient(
      Fn3<A, B, C, Pulled<R, Triple<A, B, C>>> f) {
    Body g =
        CustomFunctions.customGradient(
            "<lambda>",
            x -> {
              Pulled<R, Triple<A, B, C>> p =
                  f.apply(Bodies.cast(x[0]), Bodies.cast(x[1]), Bodies.cast(x[2]));
              return new CustomFunctions.WithPullback(
                  p.value(), ct -> Tuples.values(p.pullback().apply(Bodies.cast(ct))));
            });
    return (a, b, c) -> Bodies.cast(g.call(a, b, c));
  }

  /// `f` with a rule of its own for [#vmap]: `rule` takes the number of examples, which arrays have
  /// their axis in front, and the arguments for all examples together, and returns all results.
  ///
  /// ```java
  /// var f = customVmap(x -> sin(x), (axisSize, inBatched, x) -> new Vmapped<>(sin(x), true));
  /// ```
  ///
  /// Derivatives of it have the derivative of the rule as their rule.
  ///
  /// In JAX: `f = jax.custom_batching.custom_vmap(f); f.def_vmap(rule)`. It has reverse mode here,
  /// too.
  ///
  /// @throws IllegalArgumentException when it is mapped, if the rule returns no tree like the
  ///   value, or other shapes than it says
  public static UnaryOperator<Array> customVmap(
      UnaryOperator<Array> f, Fn3<Integer, InBatched, Array, Vmapped<Array>> rule) {
    Body g = vmapFunction(Bodies.of(f), (n, in, x) -> rule.apply(n, in, Bodies.cast(x[0])));
    return x -> Bodies.cast(g.call(x));
  }

  /// Of two arrays.
  public static BinaryOperator<Array> customVmap(
      BinaryOperator<Array> f, Fn4<Integer, InBatched, Array, Array, Vmapped<Array>> rule) {
    Body g =
        vmapFunction(
            Bodies.of(f), (n, in, x) -> rule.apply(n, in, Bodies.cast(x[0]), Bodies.cast(x[1])));
    return (x, y) -> Bodies.cast(g.call(x, y));
  }

  /// Of three arrays.
  public static Op3 customVmap(
      Op3 f, Fn5<Integer, InBatched, Array, Array, Array, Vmapped<Array>> rule) {
    Body g =
        vmapFunction(
            Bodies.of(f),
            (n, in, x) ->
                rule.apply(n, in, Bodies.cast(x[0]), Bodies.cast(x[1]), Bodies.cast(x[2])));
    return (x, y, z) -> Bodies.cast(g.call(x, y, z));
  }

  /// Of four arrays.
  public static Op4 customVmap(
      Op4 f, Fn6<Integer, InBatched, Array, Array, Array, Array, Vmapped<Array>> rule) {
    Body g =
        vmapFunction(
            Bodies.of(f),
            (n, in, x) ->
                rule.apply(
                    n,
                    in,
                    Bodies.cast(x[0]),
                    Bodies.cast(x[1]),
                    Bodies.cast(x[2]),
                    Bodies.cast(x[3])));
    return (x, y, z, w) -> Bodies.cast(g.call(x, y, z, w));
  }

  /// Of a tree.
  public static <A, R> Function<A, R> customVmap(
      Function<A, R> f, Fn3<Integer, InBatched, A, Vmapped<R>> rule) {
    Body g = vmapFunction(Bodies.of(f), (n, in, x) -> rule.apply(n, in, Bodies.cast(x[0])));
    return a -> Bodies.cast(g.call(a));
  }

  /// Of two trees.
  public static <A, B, R> BiFunction<A, B, R> customVmap(
      BiFunction<A, B, R> f, Fn4<Integer, InBatched, A, B, Vmapped<R>> rule) {
    Body g =
        vmapFunction(
            Bodies.of(f), (n, in, x) -> rule.apply(n, in, Bodies.cast(x[0]), Bodies.cast(x[1])));
    return (a, b) -> Bodies.cast(g.call(a, b));
  }

  /// Of three trees.
  public static <A, B, C, R> Fn3<A, B, C, R> customVmap(
      Fn3<A, B, C, R> f, Fn5<Integer, InBatched, A, B, C, Vmapped<R>> rule) {
    Body g =
        vmapFunction(
            Bodies.of(f),
            (n, in, x) ->
                rule.apply(n, in, Bodies.cast(x[0]), Bodies.cast(x[1]), Bodies.cast(x[2])));
    return (a, b, c) -> Bodies.cast(g.call(a, b, c));
  }

  /// Of four trees.
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> customVmap(
      Fn4<A, B, C, D, R> f, Fn6<Integer, InBatched, A, B, C, D, Vmapped<R>> rule) {
    Body g =
        vmapFunction(
            Bodies.of(f),
            (n, in, x) ->
                rule.apply(
                    n,
                    in,
                    Bodies.cast(x[0]),
                    Bodies.cast(x[1]),
                    Bodies.cast(x[2]),
                    Bodies.cast(x[3])));
    return (a, b, c, d) -> Bodies.cast(g.call(a, b, c, d));
  }

  private interface MappedRule {
    Vmapped<?> apply(int axisSize, InBatched inBatched, @Nullable Object[] x);
  }

  private static Body vmapFunction(Body f, MappedRule rule) {
    return CustomVmaps.customVmap(
        "<lambda>",
        f,
        (n, in, x) -> {
          Vmapped<?> all = rule.apply(n, in, x);
          return new CustomVmaps.Mapped(all.out(), all.outBatched());
        });
  }

  /// `f`, whose [#vmap] is a loop that calls it with one example after the other.
  ///
  /// In JAX: `jax.custom_batching.sequential_vmap`.
  public static UnaryOperator<Array> sequentialVmap(UnaryOperator<Array> f) {
    Body g = CustomVmaps.sequential("<lambda>", Bodies.of(f));
    return x -> Bodies.cast(g.call(x));
  }

  /// As for one array.
  public static BinaryOperator<Array> sequentialVmap(BinaryOperator<Array> f) {
    Body g = CustomVmaps.sequential("<lambda>", Bodies.of(f));
    return (x, y) -> Bodies.cast(g.call(x, y));
  }

  /// As for one array.
  public static Op3 sequentialVmap(Op3 f) {
    Body g = CustomVmaps.sequential("<lambda>", Bodies.of(f));
    return (x, y, z) -> Bodies.cast(g.call(x, y, z));
  }

  /// As for one array.
  public static Op4 sequentialVmap(Op4 f) {
    Body g = CustomVmaps.sequential("<lambda>", Bodies.of(f));
    return (x, y, z, w) -> Bodies.cast(g.call(x, y, z, w));
  }

  /// As for arrays, of trees.
  public static <A, R> Function<A, R> sequentialVmap(Function<A, R> f) {
    Body g = CustomVmaps.sequential("<lambda>", Bodies.of(f));
    return a -> Bodies.cast(g.call(a));
  }

  /// As for arrays, of trees.
  public static <A, B, R> BiFunction<A, B, R> sequentialVmap(BiFunction<A, B, R> f) {
    Body g = CustomVmaps.sequential("<lambda>", Bodies.of(f));
    return (a, b) -> Bodies.cast(g.call(a, b));
  }

  /// As for arrays, of trees.
  public static <A, B, C, R> Fn3<A, B, C, R> sequentialVmap(Fn3<A, B, C, R> f) {
    Body g = CustomVmaps.sequential("<lambda>", Bodies.of(f));
    return (a, b, c) -> Bodies.cast(g.call(a, b, c));
  }

  /// As for arrays, of trees.
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> sequentialVmap(Fn4<A, B, C, D, R> f) {
    Body g = CustomVmaps.sequential("<lambda>", Bodies.of(f));
    return (a, b, c, d) -> Bodies.cast(g.call(a, b, c, d));
  }

  /// `fun(residualArgs, linearArgs)`, which must be linear in the second argument, with a transpose
  /// of its own: `funTranspose` takes the residuals and a cotangent of the value, and returns the
  /// cotangent of `linearArgs`. The transpose of the transpose is `fun`.
  ///
  /// ```java
  /// linearCall((r, x) -> x.div(r), (r, ct) -> ct.div(r), array(2.0), x);
  /// ```
  ///
  /// In JAX: `jax.custom_derivatives.linear_call`. Residuals can be differentiated here, too, and
  /// it can be mapped.
  ///
  /// @throws IllegalArgumentException if the transpose does not return a tree like `linearArgs`
  public static <S, A, R> R linearCall(
      BiFunction<S, A, R> fun, BiFunction<S, R, A> funTranspose, S residualArgs, A linearArgs) {
    return LinearCalls.linearCall(fun, funTranspose, residualArgs, linearArgs);
  }

  /// The zero among the tangents of every array of a tree: a [SymbolicZero] if `symbolicZeros`,
  /// else an array of zeros.
  ///
  /// In JAX: `jax.custom_derivatives.zero_from_primal`.
  public static <A> A zeroFromPrimal(A tree, boolean symbolicZeros) {
    return Tree.map(
        x -> symbolicZeros ? SymbolicZero.fromPrimalValue(x) : Derivatives.zero(x), tree);
  }

  /// The tree with the arrays in place of what a forward rule with [CustomVjp#symbolicZeros] is
  /// given.
  ///
  /// In JAX: `jax.custom_derivatives.custom_vjp_primal_tree_values`.
  ///
  /// @throws IllegalArgumentException if it holds anything else
  public static <A> A customVjpPrimalTreeValues(A tree) {
    return Tree.map(x -> CustomVjpPrimal.of(x).value(), tree);
  }

  /// The tree, a constant to every derivative.
  public static <A> A stopGradient(A tree) {
    return Tree.map(Ops::stopGradient, tree);
  }

  // names, settings, caches

  /// Runs `body`; equations made inside carry the name, below the names of scopes around it.
  public static <R> R namedScope(String name, Supplier<R> body) {
    return Staging.namedScope(name, body);
  }

  /// `f`, its equations under a name.
  public static UnaryOperator<Array> namedCall(UnaryOperator<Array> f, String name) {
    return x -> namedScope(name, () -> f.apply(x));
  }

  /// `f`, its equations under a name.
  public static <A, R> Function<A, R> namedCall(Function<A, R> f, String name) {
    return a -> namedScope(name, () -> f.apply(a));
  }

  /// Runs `body` at once on data, even while a function around it is traced. It can use no traced
  /// values.
  public static <R> R ensureCompileTimeEval(Supplier<R> body) {
    return Eval.INSTANCE.run(body);
  }

  /// Runs `body`; compiled functions inside run as they are written, one operation after the other.
  public static <R> R disableJit(Supplier<R> body) {
    return Jitted.disabled(body);
  }

  /// Whether it is said, on the error stream, why compiled functions are traced.
  ///
  /// In JAX: the flag `jax_explain_cache_misses`.
  public static void explainRecompiles(boolean on) {
    Recompiles.explainTo(on ? System.err::println : null);
  }

  /// Tells `listener` why compiled functions are traced.
  public static void explainRecompiles(Consumer<String> listener) {
    Recompiles.explainTo(listener);
  }

  /// Forgets all compiled programs.
  public static void clearCaches() {
    Jitted.clearCaches();
  }

  /// Whether 64-bit types exist. Off, as in JAX.
  ///
  /// In JAX: the flag `jax_enable_x64`.
  public static void enableX64(boolean on) {
    Config.ENABLE_X64.set(on);
  }

  /// Runs `body` with or without 64-bit types.
  public static <R> R enableX64(boolean on, Supplier<R> body) {
    return Config.ENABLE_X64.with(on, body);
  }

  /// Sets the folder where compiled programs are kept, so that the next process need not compile
  /// them again. Without a call it is that of the operating system for such files, and `./linum
  /// doctor` names it; `-Dlinum.cache.megabytes=0` keeps none.
  ///
  /// In JAX: the flag `jax_compilation_cache_dir`.
  public static void cacheDir(Path folder) {
    Config.COMPILATION_CACHE_DIR.set(folder);
  }

  // devices

  /// All devices, of the current backend first.
  public static List<Device> devices() {
    return Transfer.devices();
  }

  /// The tree with its arrays on a device.
  public static <A> A devicePut(A tree, Device device) {
    return Tree.map(x -> Transfer.devicePut(x, device), tree);
  }

  /// The tree with its arrays computed, in the host's memory.
  public static <A> A deviceGet(A tree) {
    return Tree.map(Transfer::deviceGet, tree);
  }

  /// Waits until all arrays of a tree are computed, and returns it.
  public static <A> A blockUntilReady(A tree) {
    for (Array a : Tree.leaves(tree)) {
      if (a instanceof ConcreteArray c) {
        c.blockUntilReady();
      }
    }
    return tree;
  }

  // vmap and collectives

  /// In place of an axis: an argument that is the same for all examples, or such a result.
  ///
  /// In JAX: `None`.
  public static final int NONE = Vmap.NONE;

  /// A function of one example as a function of many: it runs once, with all its operations carried
  /// out for all examples together.
  ///
  /// `vmap(f)` maps the first axis of all arguments; `vmap(f, NONE, 0)` only that of the second
  /// one. An axis is an `int` (negative ones count from the end), [#NONE], or for trees a prefix of
  /// the tree: `vmap(f, Map.of("w", NONE, "b", 0), 0)`, where a map stands for a record, too.
  ///
  /// @throws IllegalArgumentException when it is called, if the sizes of the mapped axes differ
  public static UnaryOperator<Array> vmap(UnaryOperator<Array> f, Object... axes) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(axes));
  }

  /// As for one argument.
  public static BinaryOperator<Array> vmap(BinaryOperator<Array> f, Object... axes) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(axes));
  }

  /// As for one argument.
  public static Op3 vmap(Op3 f, Object... axes) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(axes));
  }

  /// As for one argument.
  public static Op4 vmap(Op4 f, Object... axes) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(axes));
  }

  /// As for arrays, of trees: write the types of the parameters.
  public static <A, R> Function<A, R> vmap(Function<A, R> f, Object... axes) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(axes));
  }

  /// As for arrays, of trees: write the types of the parameters.
  public static <A, B, R> BiFunction<A, B, R> vmap(BiFunction<A, B, R> f, Object... axes) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(axes));
  }

  /// As for arrays, of trees: write the types of the parameters.
  public static <A, B, C, R> Fn3<A, B, C, R> vmap(Fn3<A, B, C, R> f, Object... axes) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(axes));
  }

  /// As for arrays, of trees: write the types of the parameters.
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> vmap(Fn4<A, B, C, D, R> f, Object... axes) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(axes));
  }

  /// With options: `vmap(f, VmapOptions.DEFAULT.outAxes(1).axisName("batch"))`.
  public static UnaryOperator<Array> vmap(UnaryOperator<Array> f, VmapOptions options) {
    return x -> Bodies.cast(Vmap.call(Bodies.of(f), options, x));
  }

  /// With options: `vmap(f, VmapOptions.DEFAULT.inAxes(NONE, 0).axisName("batch"))`.
  public static BinaryOperator<Array> vmap(BinaryOperator<Array> f, VmapOptions options) {
    return (x, y) -> Bodies.cast(Vmap.call(Bodies.of(f), options, x, y));
  }

  /// With options.
  public static Op3 vmap(Op3 f, VmapOptions options) {
    return (x, y, z) -> Bodies.cast(Vmap.call(Bodies.of(f), options, x, y, z));
  }

  /// With options.
  public static Op4 vmap(Op4 f, VmapOptions options) {
    return (x, y, z, w) -> Bodies.cast(Vmap.call(Bodies.of(f), options, x, y, z, w));
  }

  /// With options, of trees.
  public static <A, R> Function<A, R> vmap(Function<A, R> f, VmapOptions options) {
    return a -> Bodies.cast(Vmap.call(Bodies.of(f), options, a));
  }

  /// With options, of trees.
  public static <A, B, R> BiFunction<A, B, R> vmap(BiFunction<A, B, R> f, VmapOptions options) {
    return (a, b) -> Bodies.cast(Vmap.call(Bodies.of(f), options, a, b));
  }

  /// With options, of trees.
  public static <A, B, C, R> Fn3<A, B, C, R> vmap(Fn3<A, B, C, R> f, VmapOptions options) {
    return (a, b, c) -> Bodies.cast(Vmap.call(Bodies.of(f), options, a, b, c));
  }

  /// With options, of trees.
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> vmap(Fn4<A, B, C, D, R> f, VmapOptions options) {
    return (a, b, c, d) -> Bodies.cast(Vmap.call(Bodies.of(f), options, a, b, c, d));
  }

  /// The sum over all examples of the `vmap`s whose axes have these names, the same for each of
  /// them.
  ///
  /// @throws IllegalArgumentException if no axis has such a name here
  public static <T> T psum(T tree, String... axisNames) {
    return reduced(Collective.Kind.SUM, tree, axisNames);
  }

  /// The mean over all examples.
  public static <T> T pmean(T tree, String... axisNames) {
    return Tree.map(a -> Collectives.mean(a, List.of(axisNames)), tree);
  }

  /// The largest of all examples' values, element by element.
  public static <T> T pmax(T tree, String... axisNames) {
    return reduced(Collective.Kind.MAX, tree, axisNames);
  }

  /// The smallest of all examples' values, element by element.
  public static <T> T pmin(T tree, String... axisNames) {
    return reduced(Collective.Kind.MIN, tree, axisNames);
  }

  private static <T> T reduced(Collective.Kind kind, T tree, String... axisNames) {
    return Tree.map(a -> Collectives.allReduce(kind, a, List.of(axisNames)), tree);
  }

  /// All examples' arrays, stacked along a new first axis.
  public static <T> T allGather(T tree, String axisName) {
    return allGather(tree, axisName, 0, false);
  }

  /// All examples' arrays, stacked along a new axis, or joined along an axis that is there if
  /// `tiled`.
  public static <T> T allGather(T tree, String axisName, int axis, boolean tiled) {
    return Tree.map(a -> Collectives.allGather(a, axisName, axis, tiled), tree);
  }

  /// The position of an example along the named axis, an `int32` scalar.
  public static Array axisIndex(String axisName) {
    return Collectives.axisIndex(axisName);
  }

  /// How many examples there are along the named axis.
  public static int axisSize(String axisName) {
    return Collectives.axisSize(axisName);
  }

  // vectorize

  /// A function of scalars as one of arrays, which broadcast, as NumPy's universal functions do.
  ///
  /// In JAX: `jnp.vectorize(f)`.
  public static UnaryOperator<Array> vectorize(UnaryOperator<Array> f) {
    return x -> Vectorize.call(Bodies.of(f), null, x);
  }

  /// A function of two scalars.
  public static BinaryOperator<Array> vectorize(BinaryOperator<Array> f) {
    return (x, y) -> Vectorize.call(Bodies.of(f), null, x, y);
  }

  /// A function of three scalars.
  public static Op3 vectorize(Op3 f) {
    return (x, y, z) -> Vectorize.call(Bodies.of(f), null, x, y, z);
  }

  /// A function of four scalars.
  public static Op4 vectorize(Op4 f) {
    return (x, y, z, w) -> Vectorize.call(Bodies.of(f), null, x, y, z, w);
  }

  /// A function of arrays with the axes of a signature as one of arrays with more, which broadcast:
  /// `vectorize((a, v) -> a.matmul(v), "(n,m),(m)->(n)")`.
  ///
  /// In JAX: `jnp.vectorize(f, signature="(n,m),(m)->(n)")`; what is `excluded` there a lambda
  /// closes over here.
  ///
  /// @throws IllegalArgumentException when called, if the signature cannot be read, or the
  ///   arguments or the value do not fit it
  public static UnaryOperator<Array> vectorize(UnaryOperator<Array> f, String signature) {
    return x -> Vectorize.call(Bodies.of(f), signature, x);
  }

  /// A function of two arrays with the axes of a signature.
  public static BinaryOperator<Array> vectorize(BinaryOperator<Array> f, String signature) {
    return (x, y) -> Vectorize.call(Bodies.of(f), signature, x, y);
  }

  /// A function of three arrays with the axes of a signature.
  public static Op3 vectorize(Op3 f, String signature) {
    return (x, y, z) -> Vectorize.call(Bodies.of(f), signature, x, y, z);
  }

  /// A function of four arrays with the axes of a signature.
  public static Op4 vectorize(Op4 f, String signature) {
    return (x, y, z, w) -> Vectorize.call(Bodies.of(f), signature, x, y, z, w);
  }

  // control flow

  /// A loop over the leading axis of all arrays in `xs`: `f` takes the carry and one slice, and
  /// gives the next carry and an output; outputs are stacked along a new leading axis.
  ///
  /// The function is traced once. It is differentiable in both modes.
  ///
  /// ```java
  /// scan((c, v) -> new Scan<>(c.add(v), c.mul(v)), zeros(), xs);
  /// ```
  ///
  /// @throws IllegalArgumentException if the leading axes differ in size, or the carry comes out
  ///   with another structure or type than it goes in
  public static <C, X, Y extends @Nullable Object> Scan<C, Y> scan(
      BiFunction<C, X, Scan<C, Y>> f, C init, X xs) {
    return ScanLoop.scan(f, init, xs, -1, ScanOptions.DEFAULT);
  }

  /// With options: `scan(f, init, xs, ScanOptions.DEFAULT.reverse(true))`.
  public static <C, X, Y extends @Nullable Object> Scan<C, Y> scan(
      BiFunction<C, X, Scan<C, Y>> f, C init, X xs, ScanOptions options) {
    return ScanLoop.scan(f, init, xs, -1, options);
  }

  /// A loop of `length` steps over nothing: `scan(c -> new Scan<>(c.mul(2), c), init, 10)`.
  public static <C, Y extends @Nullable Object> Scan<C, Y> scan(
      Function<C, Scan<C, Y>> f, C init, int length) {
    return scan(f, init, length, ScanOptions.DEFAULT);
  }

  /// A loop of `length` steps over nothing, with options.
  public static <C, Y extends @Nullable Object> Scan<C, Y> scan(
      Function<C, Scan<C, Y>> f, C init, int length, ScanOptions options) {
    return ScanLoop.scan((c, _) -> f.apply(c), init, null, length, options);
  }

  /// `onTrue` if the predicate holds when the program runs, else `onFalse`. Both functions are
  /// traced, once; one of them is computed.
  ///
  /// ```java
  /// cond(x.sum().gt(0), () -> x, () -> x.neg());
  /// ```
  ///
  /// @param predicate a `bool` scalar
  /// @throws IllegalArgumentException if the results differ in structure or type
  public static <R> R cond(Array predicate, Supplier<R> onTrue, Supplier<R> onFalse) {
    return Conditional.cond(predicate, _ -> onTrue.get(), _ -> onFalse.get(), null);
  }

  /// With an operand, which one of the functions takes.
  public static <A, R> R cond(
      Array predicate, Function<A, R> onTrue, Function<A, R> onFalse, A operand) {
    return Conditional.cond(predicate, onTrue, onFalse, operand);
  }

  /// With two operands.
  public static <A, B, R> R cond(
      Array predicate, BiFunction<A, B, R> onTrue, BiFunction<A, B, R> onFalse, A a, B b) {
    return Conditional.cond(
        predicate,
        p -> onTrue.apply(p.first(), p.second()),
        p -> onFalse.apply(p.first(), p.second()),
        new Pair<>(a, b));
  }

  /// The result of the branch with the given index, which is moved into range.
  ///
  /// In JAX: `lax.switch`, a reserved word in Java.
  @SafeVarargs
  public static <R> R switchCase(Array index, Supplier<R>... branches) {
    List<Function<@Nullable Object, R>> functions = new ArrayList<>();
    for (Supplier<R> branch : branches) {
      functions.add(_ -> branch.get());
    }
    return Conditional.switchCase(index, functions, null);
  }

  /// With an operand, which one of the branches takes.
  public static <A, R> R switchCase(Array index, List<Function<A, R>> branches, A operand) {
    return Conditional.switchCase(index, branches, operand);
  }

  /// `body(… body(init))`, as long as `cond` holds.
  ///
  /// It has no reverse mode, as nobody knows how many steps there are to remember; use [#scan] or
  /// [#foriLoop(int, int, BiFunction, Object)] where a gradient is needed.
  ///
  /// @throws IllegalArgumentException if `cond` gives no `bool` scalar, or the carry comes out with
  ///   another structure or type than it goes in
  public static <C> C whileLoop(Function<C, Array> cond, UnaryOperator<C> body, C init) {
    return WhileLoop.whileLoop(cond, body, init);
  }

  /// `f(hi - 1, … f(lo + 1, f(lo, init)))`. The bounds are known, so that it has a reverse mode.
  public static <C> C foriLoop(int lo, int hi, BiFunction<Array, C, C> f, C init) {
    return ScanLoop.foriLoop(lo, hi, f, init);
  }

  /// `f(hi - 1, … f(lo + 1, f(lo, init)))` with bounds that the program computes; no reverse mode.
  public static <C> C foriLoop(Array lo, Array hi, BiFunction<Array, C, C> f, C init) {
    return WhileLoop.foriLoop(lo, hi, f, init);
  }

  /// `f` of every slice of `xs` along the leading axis, one after the other; [#vmap] does all
  /// together and needs more memory.
  public static <X, Y> Y map(Function<X, Y> f, X xs) {
    return ScanLoop.map(f, xs, 0);
  }

  /// As the other, but `batchSize` slices together.
  public static <X, Y> Y map(Function<X, Y> f, X xs, int batchSize) {
    return ScanLoop.map(f, xs, batchSize);
  }

  /// Each element along the first axis combined with all before it, by an associative function of
  /// whole arrays of elements: `associativeScan((a, b) -> a.mul(b), xs)`.
  ///
  /// The number of steps grows with the logarithm of the length; `fn` is traced in each.
  public static <T> T associativeScan(BinaryOperator<T> fn, T elems) {
    return AssociativeScan.associativeScan(fn, elems, false, 0);
  }

  /// Along any axis, and with `reverse` from the last element on.
  public static <T> T associativeScan(BinaryOperator<T> fn, T elems, boolean reverse, int axis) {
    return AssociativeScan.associativeScan(fn, elems, reverse, axis);
  }

  /// The `x` with `matvec(x) = b`, found by a solver, and differentiated through the equation
  /// rather than through the solver.
  ///
  /// In JAX: `lax.custom_linear_solve`; `solve` is used for the transposed equation, too.
  ///
  /// @param matvec a linear function
  /// @param solve given any linear function and a right side, solves the equation
  public static <T> T customLinearSolve(
      UnaryOperator<T> matvec, T b, BiFunction<UnaryOperator<T>, T, T> solve) {
    return LinearSolves.linearSolve(matvec, b, solve, solve);
  }

  /// With a solver of its own for the transposed equation, for solvers that know more of the
  /// equation than the function they are given.
  public static <T> T customLinearSolve(
      UnaryOperator<T> matvec,
      T b,
      BiFunction<UnaryOperator<T>, T, T> solve,
      BiFunction<UnaryOperator<T>, T, T> transposeSolve) {
    return LinearSolves.linearSolve(matvec, b, solve, transposeSolve);
  }

  /// An `x` with `f(x) = 0`, found by a solver from a guess, and differentiated by the implicit
  /// function theorem rather than through the solver.
  ///
  /// @param solve given `f` and the guess, finds the root
  /// @param tangentSolve given any linear function and a right side, solves the equation
  public static <T> T customRoot(
      UnaryOperator<T> f,
      T guess,
      BiFunction<UnaryOperator<T>, T, T> solve,
      BiFunction<UnaryOperator<T>, T, T> tangentSolve) {
    return Roots.root(f, guess, solve, tangentSolve);
  }

  // callbacks

  /// Prints a line each time that the program gets there, also from compiled functions: `{}` stands
  /// for the next operand, `{0}` for the first one, `{{` for a brace.
  ///
  /// Lines appear in the order of execution. Under `vmap` there is one for each example, under
  /// `grad` the values are those of the function.
  public static void debugPrint(String format, Array... operands) {
    Callbacks.debugPrint(format, false, operands);
  }

  /// With `ordered`, in the order of the program even where a backend could change it.
  public static void debugPrint(boolean ordered, String format, Array... operands) {
    Callbacks.debugPrint(format, ordered, operands);
  }

  /// Calls `f` with values each time that the program gets there.
  public static <A> void debugCallback(Consumer<A> f, A arg) {
    Callbacks.debug(f, false, arg);
  }

  /// Calls `f` with values each time that the program gets there.
  public static <A, B> void debugCallback(BiConsumer<A, B> f, A a, B b) {
    Callbacks.debug((Pair<A, B> p) -> f.accept(p.first(), p.second()), false, new Pair<>(a, b));
  }

  /// With `ordered`, in the order of the program even where a backend could change it.
  public static <A> void debugCallback(boolean ordered, Consumer<A> f, A arg) {
    Callbacks.debug(f, ordered, arg);
  }

  /// The result of Java code, as a part of a program. The code must have no effects: it may be
  /// called any number of times.
  ///
  /// In JAX: the result is described by a `ShapeDtypeStruct`.
  ///
  /// @param like an array, or a tree of arrays, of the types that `f` returns; their values do not
  ///   matter
  public static <A, R> R pureCallback(Function<A, R> f, R like, A arg) {
    return Callbacks.pure(f, like, arg, Callback.VmapMethod.SEQUENTIAL);
  }

  /// With the way in which [#vmap] maps it, where the default is one call an example.
  public static <A, R> R pureCallback(
      Function<A, R> f, R like, A arg, Callback.VmapMethod vmapMethod) {
    return Callbacks.pure(f, like, arg, vmapMethod);
  }

  /// The result of Java code with effects, which is called exactly once each time that the program
  /// gets there.
  ///
  /// @param like an array, or a tree of arrays, of the types that `f` returns; their values do not
  ///   matter
  /// @param ordered whether it must keep its place among all ordered ones
  public static <A, R> R ioCallback(Function<A, R> f, R like, boolean ordered, A arg) {
    return Callbacks.io(f, like, ordered, arg);
  }

  /// Waits until all programs that were started have run, so that whatever they print or call has
  /// been printed or called.
  ///
  /// Programs with effects run before their call returns; only what [#pureCallback] calls may come
  /// later.
  public static void effectsBarrier() {
    Dispatch.barrier();
  }
}
