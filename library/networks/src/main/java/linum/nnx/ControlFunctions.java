package linum.nnx;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import linum.Fn3;
import linum.Fn4;
import linum.Fn5;
import linum.Pair;
import linum.Pulled;
import linum.Pushed;
import linum.core.Array;
import linum.nnx.NnxFilters.Filter;
import linum.nnx.NnxRngChanges.RngChanges;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxStreams.SplitBackups;
import linum.nnx.NnxVariableKinds.Param;
import linum.transform.Body;
import org.jspecify.annotations.Nullable;

/// Control flow, derivatives in directions and random streams, of the facade [Nnx].
@SuppressWarnings("overloads") // told apart by arity
abstract class ControlFunctions extends MapFunctions {

  /// One of two functions of objects and arrays, chosen when the program runs. What the chosen one
  /// puts into variables is there afterwards.
  ///
  /// @param predicate a `bool` scalar
  /// @throws IllegalArgumentException if the results, or what is put into variables, differ in
  ///   structure or type
  public static <A, R> R cond(Array predicate, Function<A, R> onTrue, Function<A, R> onFalse, A a) {
    return Typed.cast(Branching.cond(predicate, Typed.of(onTrue), Typed.of(onFalse), a));
  }

  /// Of two arguments.
  public static <A, B, R> R cond(
      Array predicate, BiFunction<A, B, R> onTrue, BiFunction<A, B, R> onFalse, A a, B b) {
    return Typed.cast(Branching.cond(predicate, Typed.of(onTrue), Typed.of(onFalse), a, b));
  }

  /// Of three arguments.
  public static <A, B, C, R> R cond(
      Array predicate, Fn3<A, B, C, R> onTrue, Fn3<A, B, C, R> onFalse, A a, B b, C c) {
    return Typed.cast(Branching.cond(predicate, Typed.of(onTrue), Typed.of(onFalse), a, b, c));
  }

  /// Of four arguments.
  public static <A, B, C, D, R> R cond(
      Array predicate, Fn4<A, B, C, D, R> onTrue, Fn4<A, B, C, D, R> onFalse, A a, B b, C c, D d) {
    return Typed.cast(Branching.cond(predicate, Typed.of(onTrue), Typed.of(onFalse), a, b, c, d));
  }

  /// The branch with the given index, which is moved into range. In JAX: `nnx.switch`, a reserved
  /// word in Java.
  public static <A, R> R switchCase(Array index, List<Function<A, R>> branches, A a) {
    List<Body> bodies = branches.stream().map(f -> Typed.of(f)).toList();
    return Typed.cast(Branching.switchCase(index, bodies, a));
  }

  /// Of two arguments.
  public static <A, B, R> R switchCase(Array index, List<BiFunction<A, B, R>> branches, A a, B b) {
    List<Body> bodies = branches.stream().map(f -> Typed.of(f)).toList();
    return Typed.cast(Branching.switchCase(index, bodies, a, b));
  }

  /// Of three arguments.
  public static <A, B, C, R> R switchCase(
      Array index, List<Fn3<A, B, C, R>> branches, A a, B b, C c) {
    List<Body> bodies = branches.stream().map(f -> Typed.of(f)).toList();
    return Typed.cast(Branching.switchCase(index, bodies, a, b, c));
  }

  /// `body(… body(init))`, as long as `cond` holds. The value may be an object, or a record, list
  /// or map with objects in it; a step changes their variables, and returns them.
  public static <C> C whileLoop(Function<C, Array> cond, UnaryOperator<C> body, C init) {
    return Typed.cast(
        Looping.whileLoop(
            args -> cond.apply(Typed.cast(args[0])),
            args -> body.apply(Typed.cast(args[0])),
            init));
  }

  /// `f(hi - 1, … f(lo, init))`, of a value with objects in it.
  public static <C> C foriLoop(int lo, int hi, BiFunction<Array, C, C> f, C init) {
    return Typed.cast(Looping.foriLoop(lo, hi, (i, c) -> f.apply(i, Typed.cast(c)), init));
  }

  /// The value of a function of an object, and its derivative in the direction of a state, which
  /// may have a part of the variables.
  public static <A, R> Pushed<R> jvp(Function<A, R> f, A a, State da) {
    return pushed(Typed.of(f), new Object[] {a}, new Object[] {da});
  }

  /// Of an object and something else.
  public static <A, B, R> Pushed<R> jvp(BiFunction<A, B, R> f, A a, B b, State da, B db) {
    return pushed(Typed.of(f), new Object[] {a, b}, new Object[] {da, db});
  }

  private static <R> Pushed<R> pushed(Body f, @Nullable Object[] x, @Nullable Object[] dx) {
    Pushing.Pushed p = Pushing.jvp(f, x, dx);
    return new Pushed<>(Typed.cast(p.value()), Typed.cast(p.tangent()));
  }

  /// The value of a function of an object, and how cotangents are pulled back to its parameters.
  public static <A, R> Pulled<R, State> vjp(Function<A, R> f, A a) {
    Pushing.Pulled p = Pushing.vjp(Typed.of(f), Param.class, a);
    return new Pulled<>(Typed.cast(p.value()), ct -> Typed.cast(p.pullback().apply(ct).get(0)));
  }

  /// Of an object and something else.
  public static <A, B, R> Pulled<R, Pair<State, B>> vjp(BiFunction<A, B, R> f, A a, B b) {
    Pushing.Pulled p = Pushing.vjp(Typed.of(f), Param.class, a, b);
    return new Pulled<>(
        Typed.cast(p.value()),
        ct -> {
          List<@Nullable Object> cts = p.pullback().apply(ct);
          return new Pair<>(Typed.cast(cts.get(0)), Typed.cast(cts.get(1)));
        });
  }

  /// A function of an object and a tree with a reverse rule of its own.
  ///
  /// @param fwd returns the value and what `bwd` needs
  /// @param bwd takes that and the cotangent of the value; returns a state of cotangents of the
  ///   parameters, in which those that are missing are zero, and the cotangent of the tree
  public static <A, B, R, K> BiFunction<A, B, R> customVjp(
      BiFunction<A, B, R> f,
      BiFunction<A, B, Pair<R, K>> fwd,
      BiFunction<K, R, Pair<State, B>> bwd) {
    return (a, b) ->
        Typed.cast(
            OwnRules.call(
                Typed.of(f),
                args -> fwd.apply(Typed.cast(args[0]), Typed.cast(args[1])),
                (kept, ct) -> bwd.apply(Typed.cast(kept), Typed.cast(ct)),
                a,
                b));
  }

  /// A function with its first argument given: `cachedPartial(step, model, optimizer)`. In JAX it
  /// saves taking the objects apart in each call, which compiled functions do by themselves here.
  public static <A, B, R> Function<B, R> cachedPartial(BiFunction<A, B, R> f, A a) {
    return b -> f.apply(a, b);
  }

  /// With one of three given.
  public static <A, B, C, R> BiFunction<B, C, R> cachedPartial(Fn3<A, B, C, R> f, A a) {
    return (b, c) -> f.apply(a, b, c);
  }

  /// With two of three given.
  public static <A, B, C, R> Function<C, R> cachedPartial(Fn3<A, B, C, R> f, A a, B b) {
    return c -> f.apply(a, b, c);
  }

  /// With one of four given.
  public static <A, B, C, D, R> Fn3<B, C, D, R> cachedPartial(Fn4<A, B, C, D, R> f, A a) {
    return (b, c, d) -> f.apply(a, b, c, d);
  }

  /// With two of four given.
  public static <A, B, C, D, R> BiFunction<C, D, R> cachedPartial(Fn4<A, B, C, D, R> f, A a, B b) {
    return (c, d) -> f.apply(a, b, c, d);
  }

  /// With three of four given.
  public static <A, B, C, D, R> Function<D, R> cachedPartial(Fn4<A, B, C, D, R> f, A a, B b, C c) {
    return d -> f.apply(a, b, c, d);
  }

  /// With two of five given.
  public static <A, B, C, D, E, R> Fn3<C, D, E, R> cachedPartial(
      Fn5<A, B, C, D, E, R> f, A a, B b) {
    return (c, d, e) -> f.apply(a, b, c, d, e);
  }

  /// With three of five given.
  public static <A, B, C, D, E, R> BiFunction<D, E, R> cachedPartial(
      Fn5<A, B, C, D, E, R> f, A a, B b, C c) {
    return (d, e) -> f.apply(a, b, c, d, e);
  }

  /// Splits the keys of all random streams in an object, until the result is closed.
  ///
  /// ```java
  /// try (var backups = Nnx.splitRngs(model, 5)) { … }
  /// ```
  public static SplitBackups splitRngs(Object node, int... splits) {
    return RngOps.split(node, true, splits);
  }

  /// Splits the keys of one stream: `splitRngs(model, "dropout", 5)`.
  public static SplitBackups splitRngs(Object node, String only, int... splits) {
    return RngOps.split(node, only, splits);
  }

  /// Splits the keys of the streams that a filter takes.
  public static SplitBackups splitRngs(Object node, Filter only, int... splits) {
    return RngOps.split(node, only, splits);
  }

  /// Gives all random streams in an object new keys, until the result is closed.
  public static SplitBackups forkRngs(Object node) {
    return RngOps.fork(node, true);
  }

  /// Gives the streams that a filter takes new keys.
  public static SplitBackups forkRngs(Object node, Object only) {
    return RngOps.fork(node, only);
  }

  /// Puts keys and counts of streams back; closing `backups` does the same.
  public static void restoreRngs(SplitBackups backups) {
    backups.close();
  }

  /// A copy of an object with other random streams. It shares all other variables with the object.
  ///
  /// ```java
  /// var split = Nnx.withRngs(model, new Nnx.RngChanges().split("dropout", 4));
  /// ```
  ///
  /// In JAX: it can also decorate a function: `m -> f.apply(Nnx.withRngs(m, changes))` here.
  public static <M> M withRngs(M node, RngChanges changes) {
    return Typed.cast(new Rewriting(changes::of).of(List.of(), Views.copy(node)));
  }

  /// Starts random streams again from seeds, by name: `reseed(model, Map.of("dropout", 42))`.
  ///
  /// @throws IllegalArgumentException if a stream has several keys
  public static void reseed(Object node, Map<String, ? extends Number> seeds) {
    RngOps.reseed(node, seeds);
  }
}
