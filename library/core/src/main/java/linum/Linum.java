package linum;

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
import linum.core.Scan;
import linum.ir.Callback;
import linum.ir.Collective;
import linum.ir.Jaxpr;
import linum.transform.AssociativeScan;
import linum.transform.Body;
import linum.transform.Callbacks;
import linum.transform.Collectives;
import linum.transform.Conditional;
import linum.transform.Derivatives;
import linum.transform.JitOptions;
import linum.transform.Jitted;
import linum.transform.ScanLoop;
import linum.transform.ScanOptions;
import linum.transform.Staging;
import linum.transform.Vmap;
import linum.transform.VmapOptions;
import linum.transform.WhileLoop;
import linum.tree.Tree;
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

  /// In place of an axis: an argument that is the same for all examples, or such a result.
  ///
  /// In JAX: `None`.
  public static final int NONE = Vmap.NONE;

  /// A function of one example as a function of many: it runs once, with all its operations carried
  /// out for all examples together.
  ///
  /// `vmap(f)` maps the first axis of all arguments; `vmap(f, NONE, 0)` only that of the second one.
  /// An axis is an `int` (negative ones count from the end), [#NONE], or for trees a prefix of the
  /// tree: `vmap(f, Map.of("w", NONE, "b", 0), 0)`, where a map stands for a record, too.
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
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> vmap(
      Fn4<A, B, C, D, R> f, VmapOptions options) {
    return (a, b, c, d) -> Bodies.cast(Vmap.call(Bodies.of(f), options, a, b, c, d));
  }

  /// The sum over all examples of the `vmap`s whose axes have these names, the same for each of them.
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

  /// All examples' arrays, stacked along a new axis, or joined along an axis that is there if `tiled`.
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

  // control flow

  /// A loop over the leading axis of all arrays in `xs`: `f` takes the carry and one slice, and gives
  /// the next carry and an output; outputs are stacked along a new leading axis.
  ///
  /// The function is traced once. It is differentiable in both modes.
  ///
  /// ```java
  /// scan((c, v) -> new Scan<>(c.add(v), c.mul(v)), zeros(), xs);
  /// ```
  ///
  /// @throws IllegalArgumentException if the leading axes differ in size, or the carry comes out with
  ///     another structure or type than it goes in
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

  /// `onTrue` if the predicate holds when the program runs, else `onFalse`. Both functions are traced,
  /// once; one of them is computed.
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
  ///     another structure or type than it goes in
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

  /// `f` of every slice of `xs` along the leading axis, one after the other; [#vmap] does all together
  /// and needs more memory.
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
  public static <T> T associativeScan(
      BinaryOperator<T> fn, T elems, boolean reverse, int axis) {
    return AssociativeScan.associativeScan(fn, elems, reverse, axis);
  }

  // callbacks

  /// Prints a line each time that the program gets there, also from compiled functions: `{}` stands
  /// for the next operand, `{0}` for the first one, `{{` for a brace.
  ///
  /// Lines appear in the order of execution. Under `vmap` there is one for each example, under `grad`
  /// the values are those of the function.
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

  /// The result of Java code, as a part of a program. The code must have no effects: it may be called
  /// any number of times.
  ///
  /// In JAX: the result is described by a `ShapeDtypeStruct`.
  ///
  /// @param like an array, or a tree of arrays, of the types that `f` returns; their values do not
  ///     matter
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
  ///     matter
  /// @param ordered whether it must keep its place among all ordered ones
  public static <A, R> R ioCallback(Function<A, R> f, R like, boolean ordered, A arg) {
    return Callbacks.io(f, like, ordered, arg);
  }
}
