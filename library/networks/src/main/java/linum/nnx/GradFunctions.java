package linum.nnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import linum.Fn3;
import linum.Fn4;
import linum.Fn5;
import linum.Pair;
import linum.WithAux;
import linum.core.Array;
import linum.nnx.NnxDiffs.DiffState;
import linum.nnx.NnxDiffs.Grads;
import linum.nnx.NnxStates.State;
import linum.transform.Body;
import org.jspecify.annotations.Nullable;

/// Gradients, of the facade [Nnx].
@SuppressWarnings("overloads") // told apart by arity, then by the types of the lambda
abstract class GradFunctions extends JitFunctions {
  private static final List<DiffState> PARAMS = List.of(DiffState.of(0));

  /// The gradient of a loss in the parameters of its first argument: a state like `state(model,
  /// Nnx.Param.class)`. What the function puts into other variables is in the objects afterwards.
  ///
  /// ```java
  /// Nnx.State grads = Nnx.grad((Net m, Array x) -> m.call(x).square().mean()).apply(model, x);
  /// ```
  ///
  /// @throws IllegalArgumentException when it is called, if the loss is no floating-point scalar,
  ///   if the argument has no parameter, or if a parameter is of no floating type
  public static <A> Function<A, State> grad(Function<A, Array> f) {
    return a -> only(gradients(Typed.of(f), PARAMS, a));
  }

  /// Of two arguments.
  public static <A, B> BiFunction<A, B, State> grad(BiFunction<A, B, Array> f) {
    return (a, b) -> only(gradients(Typed.of(f), PARAMS, a, b));
  }

  /// Of three arguments.
  public static <A, B, C> Fn3<A, B, C, State> grad(Fn3<A, B, C, Array> f) {
    return (a, b, c) -> only(gradients(Typed.of(f), PARAMS, a, b, c));
  }

  /// Of four arguments.
  public static <A, B, C, D> Fn4<A, B, C, D, State> grad(Fn4<A, B, C, D, Array> f) {
    return (a, b, c, d) -> only(gradients(Typed.of(f), PARAMS, a, b, c, d));
  }

  /// Of five arguments.
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, State> grad(Fn5<A, B, C, D, E, Array> f) {
    return (a, b, c, d, e) -> only(gradients(Typed.of(f), PARAMS, a, b, c, d, e));
  }

  /// The gradient in the variables that a filter takes: `grad(f, new Nnx.DiffState(0,
  /// Nnx.LoRAParam.class))`.
  public static <A> Function<A, State> grad(Function<A, Array> f, DiffState wrt) {
    return a -> only(gradients(Typed.of(f), List.of(wrt), a));
  }

  /// In the variables that a filter takes, of two arguments.
  public static <A, B> BiFunction<A, B, State> grad(BiFunction<A, B, Array> f, DiffState wrt) {
    return (a, b) -> only(gradients(Typed.of(f), List.of(wrt), a, b));
  }

  /// In the variables that a filter takes, of three arguments.
  public static <A, B, C> Fn3<A, B, C, State> grad(Fn3<A, B, C, Array> f, DiffState wrt) {
    return (a, b, c) -> only(gradients(Typed.of(f), List.of(wrt), a, b, c));
  }

  /// In the variables that a filter takes, of four arguments.
  public static <A, B, C, D> Fn4<A, B, C, D, State> grad(Fn4<A, B, C, D, Array> f, DiffState wrt) {
    return (a, b, c, d) -> only(gradients(Typed.of(f), List.of(wrt), a, b, c, d));
  }

  /// In the variables that a filter takes, of five arguments.
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, State> grad(
      Fn5<A, B, C, D, E, Array> f, DiffState wrt) {
    return (a, b, c, d, e) -> only(gradients(Typed.of(f), List.of(wrt), a, b, c, d, e));
  }

  /// The gradient in an argument that is an array.
  public static <A> Function<A, Array> grad(Function<A, Array> f, int argnum) {
    return a -> only(gradients(Typed.of(f), List.of(DiffState.of(argnum)), a));
  }

  /// In an argument that is an array, of two.
  public static <A, B> BiFunction<A, B, Array> grad(BiFunction<A, B, Array> f, int argnum) {
    return (a, b) -> only(gradients(Typed.of(f), List.of(DiffState.of(argnum)), a, b));
  }

  /// In an argument that is an array, of three.
  public static <A, B, C> Fn3<A, B, C, Array> grad(Fn3<A, B, C, Array> f, int argnum) {
    return (a, b, c) -> only(gradients(Typed.of(f), List.of(DiffState.of(argnum)), a, b, c));
  }

  /// In an argument that is an array, of four.
  public static <A, B, C, D> Fn4<A, B, C, D, Array> grad(Fn4<A, B, C, D, Array> f, int argnum) {
    return (a, b, c, d) -> only(gradients(Typed.of(f), List.of(DiffState.of(argnum)), a, b, c, d));
  }

  /// In an argument that is an array, of five.
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, Array> grad(
      Fn5<A, B, C, D, E, Array> f, int argnum) {
    return (a, b, c, d, e) ->
        only(gradients(Typed.of(f), List.of(DiffState.of(argnum)), a, b, c, d, e));
  }

  /// Gradients in several things, each a position or a [DiffState].
  public static <A> Function<A, Grads> grad(
      Function<A, Array> f, Object wrt, Object second, Object... more) {
    return a -> new Grads(gradients(Typed.of(f), all(wrt, second, more), a));
  }

  /// In several things, of two arguments.
  public static <A, B> BiFunction<A, B, Grads> grad(
      BiFunction<A, B, Array> f, Object wrt, Object second, Object... more) {
    return (a, b) -> new Grads(gradients(Typed.of(f), all(wrt, second, more), a, b));
  }

  /// In several things, of three arguments.
  public static <A, B, C> Fn3<A, B, C, Grads> grad(
      Fn3<A, B, C, Array> f, Object wrt, Object second, Object... more) {
    return (a, b, c) -> new Grads(gradients(Typed.of(f), all(wrt, second, more), a, b, c));
  }

  /// In several things, of four arguments.
  public static <A, B, C, D> Fn4<A, B, C, D, Grads> grad(
      Fn4<A, B, C, D, Array> f, Object wrt, Object second, Object... more) {
    return (a, b, c, d) -> new Grads(gradients(Typed.of(f), all(wrt, second, more), a, b, c, d));
  }

  /// In several things, of five arguments.
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, Grads> grad(
      Fn5<A, B, C, D, E, Array> f, Object wrt, Object second, Object... more) {
    return (a, b, c, d, e) ->
        new Grads(gradients(Typed.of(f), all(wrt, second, more), a, b, c, d, e));
  }

  /// The gradient in the parameters of an object: `grad(model, m -> loss(m, x))`.
  public static <A> State grad(A at, Function<A, Array> f) {
    return only(gradients(Typed.of(f), PARAMS, at));
  }

  /// The gradient of a function that returns something beside its loss, and that. In JAX: `grad(f,
  /// has_aux=True)`.
  public static <A, X> Function<A, Pair<State, X>> gradAux(Function<A, WithAux<X>> f) {
    return a -> {
      Differentiation.Result r = Differentiation.of("gradAux", Typed.of(f), true, PARAMS, a);
      return new Pair<>(only(r.grads()), Typed.cast(r.aux()));
    };
  }

  /// With something beside the loss, of two arguments.
  public static <A, B, X> BiFunction<A, B, Pair<State, X>> gradAux(BiFunction<A, B, WithAux<X>> f) {
    return (a, b) -> {
      Differentiation.Result r = Differentiation.of("gradAux", Typed.of(f), true, PARAMS, a, b);
      return new Pair<>(only(r.grads()), Typed.cast(r.aux()));
    };
  }

  /// With something beside the loss, of three arguments.
  public static <A, B, C, X> Fn3<A, B, C, Pair<State, X>> gradAux(Fn3<A, B, C, WithAux<X>> f) {
    return (a, b, c) -> {
      Differentiation.Result r = Differentiation.of("gradAux", Typed.of(f), true, PARAMS, a, b, c);
      return new Pair<>(only(r.grads()), Typed.cast(r.aux()));
    };
  }

  /// With something beside the loss, of four arguments.
  public static <A, B, C, D, X> Fn4<A, B, C, D, Pair<State, X>> gradAux(
      Fn4<A, B, C, D, WithAux<X>> f) {
    return (a, b, c, d) -> {
      Differentiation.Result r =
          Differentiation.of("gradAux", Typed.of(f), true, PARAMS, a, b, c, d);
      return new Pair<>(only(r.grads()), Typed.cast(r.aux()));
    };
  }

  /// With something beside the loss, of five arguments.
  public static <A, B, C, D, E, X> Fn5<A, B, C, D, E, Pair<State, X>> gradAux(
      Fn5<A, B, C, D, E, WithAux<X>> f) {
    return (a, b, c, d, e) -> {
      Differentiation.Result r =
          Differentiation.of("gradAux", Typed.of(f), true, PARAMS, a, b, c, d, e);
      return new Pair<>(only(r.grads()), Typed.cast(r.aux()));
    };
  }

  private static List<@Nullable Object> gradients(
      Body f, List<DiffState> wrt, @Nullable Object... args) {
    return Differentiation.of("grad", f, false, wrt, args).grads();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // a state for objects, else like the argument
  static <G> G only(List<@Nullable Object> grads) {
    return Typed.cast(grads.getFirst());
  }

  static List<DiffState> all(Object wrt, Object second, Object... more) {
    List<DiffState> all = new ArrayList<>(List.of(DiffState.of(wrt), DiffState.of(second)));
    for (Object m : more) {
      all.add(DiffState.of(m));
    }
    return all;
  }
}
