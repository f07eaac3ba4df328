package linum.linen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import linum.Linum;
import linum.Pair;
import linum.PulledAux;
import linum.Pushed;
import linum.PushedAux;
import linum.ValueAndGrad;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Tree;

/// Derivatives of bodies, and in their variables.
final class Differentiated {
  private static final CollectionFilter ALL = CollectionFilter.ALL;

  private Differentiated() {}

  /// Runs something in the scope of a module: a part of the running one, or, for a function, the
  /// running one itself.
  static <R> R in(LinenModule module, String operation, Function<List<?>, R> body) {
    return Call.of(module, operation, List.of(), body);
  }

  static <A, R> Pushed<R> jvp(Layer1<A, R> f, A x, A dx, Variables variableTangents) {
    CollectionFilter target = CollectionFilter.of(variableTangents.names());
    Opened open = new Opened("jvp", List.of(target, ALL), List.of(ALL), List.of(ALL));
    List<Variables> primals = open.variables().getFirst();
    List<Variables> tangents = new ArrayList<>(List.of(variableTangents));
    primals.stream().skip(1).map(v -> Tree.map(Jnp::zerosLike, v)).forEach(tangents::add);
    List<Variables> others = open.variables().getLast();
    BiFunction<List<Variables>, A, Pair<R, List<List<Variables>>>> body =
        (variables, a) -> {
          Opened.Result<R> r = open.run(List.of(variables, others), open.keys(), () -> f.call(a));
          return new Pair<>(r.value(), r.out());
        };
    PushedAux<R, List<List<Variables>>> pushed = Linum.jvpAux(body, primals, x, tangents, dx);
    open.publish(pushed.aux());
    return new Pushed<>(pushed.value(), pushed.tangent());
  }

  static <A, R> LinenPulled<R, A> vjp(Layer1<A, R> f, A x, CollectionFilter vjpVariables) {
    Opened open = new Opened("vjp", List.of(vjpVariables, ALL), List.of(ALL), List.of(ALL));
    List<Variables> others = open.variables().getLast();
    BiFunction<List<Variables>, A, Pair<R, List<List<Variables>>>> body =
        (variables, a) -> {
          Opened.Result<R> r = open.run(List.of(variables, others), open.keys(), () -> f.call(a));
          return new Pair<>(r.value(), r.out());
        };
    PulledAux<R, Pair<List<Variables>, A>, List<List<Variables>>> pulled =
        Linum.vjpAux(body, open.variables().getFirst(), x);
    open.publish(pulled.aux());
    return new LinenPulled<>(
        pulled.value(),
        ct -> {
          Pair<List<Variables>, A> back = pulled.pullback().apply(ct);
          return new Pair<>(back.first().getFirst(), back.second());
        });
  }

  static <A> ValueAndGrad<A> valueAndGrad(Layer1<A, Array> f, A x) {
    Opened open = Opened.whole("valueAndGrad", false);
    Function<A, Pair<Array, List<List<Variables>>>> body =
        a -> {
          Opened.Result<Array> r = open.run(open.variables(), open.keys(), () -> f.call(a));
          return new Pair<>(r.value(), r.out());
        };
    PulledAux<Array, A, List<List<Variables>>> pulled = Linum.vjpAux(body, x);
    open.publish(pulled.aux());
    return new ValueAndGrad<>(
        pulled.value(), pulled.pullback().apply(Jnp.onesLike(pulled.value())));
  }

  /// A body with a backward rule of its own. Both trees that the rules are given and give are made
  /// of one list of variables, that of the running module.
  static <A, R, S> R customVjp(
      Layer1<A, R> f,
      Layer1<A, Pair<R, S>> forward,
      BiFunction<S, R, Pair<Variables, A>> backward,
      CollectionFilter gradVars,
      A x) {
    Opened open =
        new Opened("customVjp", List.of(gradVars, ALL), List.of(gradVars, ALL), List.of(ALL));
    List<Variables> others = open.variables().getLast();
    BiFunction<List<Variables>, A, Opened.Result<R>> plain =
        (variables, a) -> open.run(List.of(variables, others), open.keys(), () -> f.call(a));
    BiFunction<List<Variables>, A, Pair<Opened.Result<R>, S>> fwd =
        (variables, a) -> {
          Opened.Result<Pair<R, S>> r =
              open.run(List.of(variables, others), open.keys(), () -> forward.call(a));
          return new Pair<>(new Opened.Result<>(r.value().first(), r.out()), r.value().second());
        };
    BiFunction<S, Opened.Result<R>, Pair<List<Variables>, A>> bwd =
        (kept, ct) -> {
          Pair<Variables, A> back = backward.apply(kept, ct.value());
          return new Pair<>(List.of(back.first()), back.second());
        };
    return open.close(Linum.customVjp(plain, fwd, bwd).apply(open.variables().getFirst(), x));
  }
}
