package linum.nnx;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import linum.Fn3;
import linum.Fn4;
import linum.Fn5;
import linum.ir.Jaxpr;
import linum.nnx.NnxScans.ScanAxes;
import linum.transform.CheckpointPolicy;
import linum.transform.VmapOptions;
import org.jspecify.annotations.Nullable;

/// Maps, loops and what runs twice or not at all, of the facade [Nnx].
@SuppressWarnings("overloads") // told apart by arity
abstract class MapFunctions extends ValueGradFunctions {

  /// A function of one example as one of many, over axes of variables and arrays. An axis is an
  /// int, `NONE`, or for an object [NnxAxes.StateAxes]; `vmap(f)` maps the first axis of all.
  /// Variables come out along the axes that they went in with.
  ///
  /// ```java
  /// var models = Nnx.vmap((Nnx.Rngs r) -> new Nnx.Linear(2, 3, r)).apply(new Nnx.Rngs(0).split(5));
  /// Nnx.vmap((Nnx.Linear m, Array x) -> m.call(x), 0, NONE).apply(models, x);
  /// ```
  ///
  /// @throws IllegalArgumentException when it is called, if the sizes of the axes differ, or if a
  ///   variable that is found twice has two axes
  public static <A, R> Function<A, R> vmap(Function<A, R> f, Object... axes) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(axes));
  }

  /// Of two arguments.
  public static <A, B, R> BiFunction<A, B, R> vmap(BiFunction<A, B, R> f, Object... axes) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(axes));
  }

  /// Of three arguments.
  public static <A, B, C, R> Fn3<A, B, C, R> vmap(Fn3<A, B, C, R> f, Object... axes) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(axes));
  }

  /// Of four arguments.
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> vmap(Fn4<A, B, C, D, R> f, Object... axes) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(axes));
  }

  /// Of five arguments.
  public static <A, B, C, D, E, R> Fn5<A, B, C, D, E, R> vmap(
      Fn5<A, B, C, D, E, R> f, Object... axes) {
    return vmap(f, VmapOptions.DEFAULT.inAxes(axes));
  }

  /// With options, of one: `VmapOptions.DEFAULT.outAxes(1)`.
  public static <A, R> Function<A, R> vmap(Function<A, R> f, VmapOptions options) {
    return a -> Typed.cast(Mapping.call(Typed.of(f), options, a));
  }

  /// With options, of two: `VmapOptions.DEFAULT.outAxes(1)`.
  public static <A, B, R> BiFunction<A, B, R> vmap(BiFunction<A, B, R> f, VmapOptions options) {
    return (a, b) -> Typed.cast(Mapping.call(Typed.of(f), options, a, b));
  }

  /// With options, of three: `VmapOptions.DEFAULT.outAxes(1)`.
  public static <A, B, C, R> Fn3<A, B, C, R> vmap(Fn3<A, B, C, R> f, VmapOptions options) {
    return (a, b, c) -> Typed.cast(Mapping.call(Typed.of(f), options, a, b, c));
  }

  /// With options, of four: `VmapOptions.DEFAULT.outAxes(1)`.
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> vmap(Fn4<A, B, C, D, R> f, VmapOptions options) {
    return (a, b, c, d) -> Typed.cast(Mapping.call(Typed.of(f), options, a, b, c, d));
  }

  /// With options, of five: `VmapOptions.DEFAULT.outAxes(1)`.
  public static <A, B, C, D, E, R> Fn5<A, B, C, D, E, R> vmap(
      Fn5<A, B, C, D, E, R> f, VmapOptions options) {
    return (a, b, c, d, e) -> Typed.cast(Mapping.call(Typed.of(f), options, a, b, c, d, e));
  }

  /// A loop over slices of variables and arrays. As `ScanAxes.DEFAULT` says, the first argument is
  /// the carry, the others are stepped through along their first axis, and a `Scan` of carry and
  /// output is returned.
  ///
  /// ```java
  /// // Five layers in one object, x through one after the other.
  /// var forward = Nnx.scan((Array x, Nnx.Linear m) -> m.call(x), Nnx.ScanAxes.DEFAULT.out(Nnx.CARRY));
  /// forward.apply(x, layers);
  /// ```
  ///
  /// @throws IllegalArgumentException when it is called, if a variable changes that is the same for
  ///   all steps, or if the carry changes its type
  public static <A, B, R> BiFunction<A, B, R> scan(BiFunction<A, B, R> f) {
    return scan(f, ScanAxes.DEFAULT);
  }

  /// With axes, of one.
  public static <A, R> Function<A, R> scan(Function<A, R> f, ScanAxes axes) {
    return a -> Typed.cast(Stepping.call(Typed.of(f), axes, a));
  }

  /// With axes, of two.
  public static <A, B, R> BiFunction<A, B, R> scan(BiFunction<A, B, R> f, ScanAxes axes) {
    return (a, b) -> Typed.cast(Stepping.call(Typed.of(f), axes, a, b));
  }

  /// With axes, of three.
  public static <A, B, C, R> Fn3<A, B, C, R> scan(Fn3<A, B, C, R> f, ScanAxes axes) {
    return (a, b, c) -> Typed.cast(Stepping.call(Typed.of(f), axes, a, b, c));
  }

  /// With axes, of four.
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> scan(Fn4<A, B, C, D, R> f, ScanAxes axes) {
    return (a, b, c, d) -> Typed.cast(Stepping.call(Typed.of(f), axes, a, b, c, d));
  }

  /// With axes, of five.
  public static <A, B, C, D, E, R> Fn5<A, B, C, D, E, R> scan(
      Fn5<A, B, C, D, E, R> f, ScanAxes axes) {
    return (a, b, c, d, e) -> Typed.cast(Stepping.call(Typed.of(f), axes, a, b, c, d, e));
  }

  /// A function whose intermediate values are computed again for the gradient, not kept. In JAX:
  /// `nnx.remat`.
  public static <A, R> Function<A, R> remat(Function<A, R> f) {
    return remat(f, null);
  }

  /// With a policy of what to keep.
  public static <A, R> Function<A, R> remat(Function<A, R> f, @Nullable CheckpointPolicy policy) {
    return a -> Typed.cast(Shaping.remat(Typed.of(f), policy, a));
  }

  /// Of two arguments.
  public static <A, B, R> BiFunction<A, B, R> remat(BiFunction<A, B, R> f) {
    return remat(f, null);
  }

  /// With a policy of what to keep.
  public static <A, B, R> BiFunction<A, B, R> remat(
      BiFunction<A, B, R> f, @Nullable CheckpointPolicy policy) {
    return (a, b) -> Typed.cast(Shaping.remat(Typed.of(f), policy, a, b));
  }

  /// Of three arguments.
  public static <A, B, C, R> Fn3<A, B, C, R> remat(Fn3<A, B, C, R> f) {
    return remat(f, null);
  }

  /// With a policy of what to keep.
  public static <A, B, C, R> Fn3<A, B, C, R> remat(
      Fn3<A, B, C, R> f, @Nullable CheckpointPolicy policy) {
    return (a, b, c) -> Typed.cast(Shaping.remat(Typed.of(f), policy, a, b, c));
  }

  /// Of four arguments.
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> remat(Fn4<A, B, C, D, R> f) {
    return remat(f, null);
  }

  /// With a policy of what to keep.
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> remat(
      Fn4<A, B, C, D, R> f, @Nullable CheckpointPolicy policy) {
    return (a, b, c, d) -> Typed.cast(Shaping.remat(Typed.of(f), policy, a, b, c, d));
  }

  /// Of five arguments.
  public static <A, B, C, D, E, R> Fn5<A, B, C, D, E, R> remat(Fn5<A, B, C, D, E, R> f) {
    return remat(f, null);
  }

  /// With a policy of what to keep.
  public static <A, B, C, D, E, R> Fn5<A, B, C, D, E, R> remat(
      Fn5<A, B, C, D, E, R> f, @Nullable CheckpointPolicy policy) {
    return (a, b, c, d, e) -> Typed.cast(Shaping.remat(Typed.of(f), policy, a, b, c, d, e));
  }

  /// What a function would return, with types in place of arrays. Nothing is computed, and the
  /// arguments stay as they are.
  public static <A, R> R evalShape(Function<A, R> f, A a) {
    return Typed.cast(Shaping.evalShape(Typed.of(f), a));
  }

  /// Of two arguments.
  public static <A, B, R> R evalShape(BiFunction<A, B, R> f, A a, B b) {
    return Typed.cast(Shaping.evalShape(Typed.of(f), a, b));
  }

  /// Of three arguments.
  public static <A, B, C, R> R evalShape(Fn3<A, B, C, R> f, A a, B b, C c) {
    return Typed.cast(Shaping.evalShape(Typed.of(f), a, b, c));
  }

  /// Of four arguments.
  public static <A, B, C, D, R> R evalShape(Fn4<A, B, C, D, R> f, A a, B b, C c, D d) {
    return Typed.cast(Shaping.evalShape(Typed.of(f), a, b, c, d));
  }

  /// A model of which only types are known: `evalShape(() -> new Net(784, new Nnx.Rngs(0)))`. A
  /// state from a checkpoint fills it: [Nnx#update].
  public static <R> R evalShape(Supplier<R> f) {
    return Typed.cast(Shaping.evalShape(_ -> f.get()));
  }

  /// The program of a function: of the values of all variables, then of the arrays; what it changes
  /// comes before what it returns.
  public static <A> Jaxpr makeJaxpr(Function<A, ?> f, A a) {
    return Shaping.makeJaxpr(Typed.of(f), a);
  }

  /// Of two arguments.
  public static <A, B> Jaxpr makeJaxpr(BiFunction<A, B, ?> f, A a, B b) {
    return Shaping.makeJaxpr(Typed.of(f), a, b);
  }

  /// Of three arguments.
  public static <A, B, C> Jaxpr makeJaxpr(Fn3<A, B, C, ?> f, A a, B b, C c) {
    return Shaping.makeJaxpr(Typed.of(f), a, b, c);
  }

  /// Of four arguments.
  public static <A, B, C, D> Jaxpr makeJaxpr(Fn4<A, B, C, D, ?> f, A a, B b, C c, D d) {
    return Shaping.makeJaxpr(Typed.of(f), a, b, c, d);
  }
}
