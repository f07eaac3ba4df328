package linum.nnx;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import linum.Fn3;
import linum.Fn4;
import linum.Fn5;
import linum.ValueAndGrad;
import linum.ValueAuxGrad;
import linum.WithAux;
import linum.core.Array;
import linum.nnx.NnxDiffs.DiffState;
import linum.nnx.NnxDiffs.Grads;
import linum.nnx.NnxStates.State;
import linum.transform.Body;
import org.jspecify.annotations.Nullable;

/// Values and gradients together, of the facade [Nnx].
@SuppressWarnings("overloads") // told apart by arity, then by the types of the lambda
abstract class ValueGradFunctions extends GradFunctions {
  private static final List<DiffState> PARAMS = List.of(DiffState.of(0));

  /// A loss, and its gradient in the parameters of its first argument, see [#grad(Function)].
  public static <A> Function<A, ValueAndGrad<State>> valueAndGrad(Function<A, Array> f) {
    return a -> both(Typed.of(f), PARAMS, a);
  }

  /// Of two arguments.
  public static <A, B> BiFunction<A, B, ValueAndGrad<State>> valueAndGrad(
      BiFunction<A, B, Array> f) {
    return (a, b) -> both(Typed.of(f), PARAMS, a, b);
  }

  /// Of three arguments.
  public static <A, B, C> Fn3<A, B, C, ValueAndGrad<State>> valueAndGrad(Fn3<A, B, C, Array> f) {
    return (a, b, c) -> both(Typed.of(f), PARAMS, a, b, c);
  }

  /// Of four arguments.
  public static <A, B, C, D> Fn4<A, B, C, D, ValueAndGrad<State>> valueAndGrad(
      Fn4<A, B, C, D, Array> f) {
    return (a, b, c, d) -> both(Typed.of(f), PARAMS, a, b, c, d);
  }

  /// Of five arguments.
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, ValueAndGrad<State>> valueAndGrad(
      Fn5<A, B, C, D, E, Array> f) {
    return (a, b, c, d, e) -> both(Typed.of(f), PARAMS, a, b, c, d, e);
  }

  /// With the gradient in the variables that a filter takes, of one.
  public static <A> Function<A, ValueAndGrad<State>> valueAndGrad(
      Function<A, Array> f, DiffState wrt) {
    return a -> both(Typed.of(f), List.of(wrt), a);
  }

  /// With the gradient in the variables that a filter takes, of two.
  public static <A, B> BiFunction<A, B, ValueAndGrad<State>> valueAndGrad(
      BiFunction<A, B, Array> f, DiffState wrt) {
    return (a, b) -> both(Typed.of(f), List.of(wrt), a, b);
  }

  /// With the gradient in the variables that a filter takes, of three.
  public static <A, B, C> Fn3<A, B, C, ValueAndGrad<State>> valueAndGrad(
      Fn3<A, B, C, Array> f, DiffState wrt) {
    return (a, b, c) -> both(Typed.of(f), List.of(wrt), a, b, c);
  }

  /// With the gradient in the variables that a filter takes, of four.
  public static <A, B, C, D> Fn4<A, B, C, D, ValueAndGrad<State>> valueAndGrad(
      Fn4<A, B, C, D, Array> f, DiffState wrt) {
    return (a, b, c, d) -> both(Typed.of(f), List.of(wrt), a, b, c, d);
  }

  /// With the gradient in the variables that a filter takes, of five.
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, ValueAndGrad<State>> valueAndGrad(
      Fn5<A, B, C, D, E, Array> f, DiffState wrt) {
    return (a, b, c, d, e) -> both(Typed.of(f), List.of(wrt), a, b, c, d, e);
  }

  /// With the gradient in an argument that is an array, of one.
  public static <A> Function<A, ValueAndGrad<Array>> valueAndGrad(
      Function<A, Array> f, int argnum) {
    return a -> both(Typed.of(f), List.of(DiffState.of(argnum)), a);
  }

  /// With the gradient in an argument that is an array, of two.
  public static <A, B> BiFunction<A, B, ValueAndGrad<Array>> valueAndGrad(
      BiFunction<A, B, Array> f, int argnum) {
    return (a, b) -> both(Typed.of(f), List.of(DiffState.of(argnum)), a, b);
  }

  /// With the gradient in an argument that is an array, of three.
  public static <A, B, C> Fn3<A, B, C, ValueAndGrad<Array>> valueAndGrad(
      Fn3<A, B, C, Array> f, int argnum) {
    return (a, b, c) -> both(Typed.of(f), List.of(DiffState.of(argnum)), a, b, c);
  }

  /// With the gradient in an argument that is an array, of four.
  public static <A, B, C, D> Fn4<A, B, C, D, ValueAndGrad<Array>> valueAndGrad(
      Fn4<A, B, C, D, Array> f, int argnum) {
    return (a, b, c, d) -> both(Typed.of(f), List.of(DiffState.of(argnum)), a, b, c, d);
  }

  /// With the gradient in an argument that is an array, of five.
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, ValueAndGrad<Array>> valueAndGrad(
      Fn5<A, B, C, D, E, Array> f, int argnum) {
    return (a, b, c, d, e) -> both(Typed.of(f), List.of(DiffState.of(argnum)), a, b, c, d, e);
  }

  /// With gradients in several things, each a position or a [DiffState], of one.
  public static <A> Function<A, ValueAndGrad<Grads>> valueAndGrad(
      Function<A, Array> f, Object wrt, Object second, Object... more) {
    return a -> {
      Differentiation.Result r = result(Typed.of(f), all(wrt, second, more), a);
      return new ValueAndGrad<>(r.value(), new Grads(r.grads()));
    };
  }

  /// With gradients in several things, each a position or a [DiffState], of two.
  public static <A, B> BiFunction<A, B, ValueAndGrad<Grads>> valueAndGrad(
      BiFunction<A, B, Array> f, Object wrt, Object second, Object... more) {
    return (a, b) -> {
      Differentiation.Result r = result(Typed.of(f), all(wrt, second, more), a, b);
      return new ValueAndGrad<>(r.value(), new Grads(r.grads()));
    };
  }

  /// With gradients in several things, each a position or a [DiffState], of three.
  public static <A, B, C> Fn3<A, B, C, ValueAndGrad<Grads>> valueAndGrad(
      Fn3<A, B, C, Array> f, Object wrt, Object second, Object... more) {
    return (a, b, c) -> {
      Differentiation.Result r = result(Typed.of(f), all(wrt, second, more), a, b, c);
      return new ValueAndGrad<>(r.value(), new Grads(r.grads()));
    };
  }

  /// With gradients in several things, each a position or a [DiffState], of four.
  public static <A, B, C, D> Fn4<A, B, C, D, ValueAndGrad<Grads>> valueAndGrad(
      Fn4<A, B, C, D, Array> f, Object wrt, Object second, Object... more) {
    return (a, b, c, d) -> {
      Differentiation.Result r = result(Typed.of(f), all(wrt, second, more), a, b, c, d);
      return new ValueAndGrad<>(r.value(), new Grads(r.grads()));
    };
  }

  /// With gradients in several things, each a position or a [DiffState], of five.
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, ValueAndGrad<Grads>> valueAndGrad(
      Fn5<A, B, C, D, E, Array> f, Object wrt, Object second, Object... more) {
    return (a, b, c, d, e) -> {
      Differentiation.Result r = result(Typed.of(f), all(wrt, second, more), a, b, c, d, e);
      return new ValueAndGrad<>(r.value(), new Grads(r.grads()));
    };
  }

  /// A loss and its gradient in the parameters of an object: `valueAndGrad(model, m -> loss(m,
  /// x))`.
  public static <A> ValueAndGrad<State> valueAndGrad(A at, Function<A, Array> f) {
    return both(Typed.of(f), PARAMS, at);
  }

  /// With what the function returns beside its loss, of one.
  public static <A, X> Function<A, ValueAuxGrad<X, State>> valueAndGradAux(
      Function<A, WithAux<X>> f) {
    return a -> {
      Differentiation.Result r =
          Differentiation.of("valueAndGradAux", Typed.of(f), true, PARAMS, a);
      return new ValueAuxGrad<>(r.value(), Typed.cast(r.aux()), only(r.grads()));
    };
  }

  /// With what the function returns beside its loss, of two.
  public static <A, B, X> BiFunction<A, B, ValueAuxGrad<X, State>> valueAndGradAux(
      BiFunction<A, B, WithAux<X>> f) {
    return (a, b) -> {
      Differentiation.Result r =
          Differentiation.of("valueAndGradAux", Typed.of(f), true, PARAMS, a, b);
      return new ValueAuxGrad<>(r.value(), Typed.cast(r.aux()), only(r.grads()));
    };
  }

  /// With what the function returns beside its loss, of three.
  public static <A, B, C, X> Fn3<A, B, C, ValueAuxGrad<X, State>> valueAndGradAux(
      Fn3<A, B, C, WithAux<X>> f) {
    return (a, b, c) -> {
      Differentiation.Result r =
          Differentiation.of("valueAndGradAux", Typed.of(f), true, PARAMS, a, b, c);
      return new ValueAuxGrad<>(r.value(), Typed.cast(r.aux()), only(r.grads()));
    };
  }

  /// With what the function returns beside its loss, of four.
  public static <A, B, C, D, X> Fn4<A, B, C, D, ValueAuxGrad<X, State>> valueAndGradAux(
      Fn4<A, B, C, D, WithAux<X>> f) {
    return (a, b, c, d) -> {
      Differentiation.Result r =
          Differentiation.of("valueAndGradAux", Typed.of(f), true, PARAMS, a, b, c, d);
      return new ValueAuxGrad<>(r.value(), Typed.cast(r.aux()), only(r.grads()));
    };
  }

  /// With what the function returns beside its loss, of five.
  public static <A, B, C, D, E, X> Fn5<A, B, C, D, E, ValueAuxGrad<X, State>> valueAndGradAux(
      Fn5<A, B, C, D, E, WithAux<X>> f) {
    return (a, b, c, d, e) -> {
      Differentiation.Result r =
          Differentiation.of("valueAndGradAux", Typed.of(f), true, PARAMS, a, b, c, d, e);
      return new ValueAuxGrad<>(r.value(), Typed.cast(r.aux()), only(r.grads()));
    };
  }

  private static <G> ValueAndGrad<G> both(Body f, List<DiffState> wrt, @Nullable Object... args) {
    Differentiation.Result r = result(f, wrt, args);
    return new ValueAndGrad<>(r.value(), only(r.grads()));
  }

  private static Differentiation.Result result(
      Body f, List<DiffState> wrt, @Nullable Object... args) {
    return Differentiation.of("valueAndGrad", f, false, wrt, args);
  }
}
