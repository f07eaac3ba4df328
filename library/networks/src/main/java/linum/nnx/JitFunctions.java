package linum.nnx;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import linum.Fn3;
import linum.Fn4;
import linum.Fn5;
import linum.nnx.NnxJits.Compiled;
import linum.nnx.NnxJits.Do3;
import linum.nnx.NnxJits.Do4;
import linum.nnx.NnxJits.Do5;
import linum.nnx.NnxJits.Handle;
import linum.transform.Body;
import linum.transform.JitOptions;

/// Compilation, of the facade [Nnx].
@SuppressWarnings("overloads") // told apart by arity, then by whether something is returned
abstract class JitFunctions extends GraphFunctions {

  /// A function over objects and arrays that is traced once for each structure of its arguments,
  /// and then runs as a compiled program. What it puts into variables is in the objects of each
  /// call afterwards; values may change from call to call, the structure may not.
  ///
  /// ```java
  /// var step = Nnx.jit((Net model, Nnx.Optimizer optimizer, Array x, Array y) -> {
  ///   var r = Nnx.valueAndGrad((Net m, Array a, Array b) -> loss(m, a, b)).apply(model, x, y);
  ///   optimizer.update(model, r.grad());
  ///   return r.value();
  /// });
  /// ```
  ///
  /// Objects that the function refers to without being passed them are constants.
  public static <A, R> Compiled.Of1<A, R> jit(Function<A, R> f) {
    return jit(f, JitOptions.DEFAULT);
  }

  /// Of two arguments.
  public static <A, B, R> Compiled.Of2<A, B, R> jit(BiFunction<A, B, R> f) {
    return new Compiled.Of2<>(handle(Typed.of(f), JitOptions.DEFAULT));
  }

  /// Of three arguments.
  public static <A, B, C, R> Compiled.Of3<A, B, C, R> jit(Fn3<A, B, C, R> f) {
    return new Compiled.Of3<>(handle(Typed.of(f), JitOptions.DEFAULT));
  }

  /// Of four arguments.
  public static <A, B, C, D, R> Compiled.Of4<A, B, C, D, R> jit(Fn4<A, B, C, D, R> f) {
    return new Compiled.Of4<>(handle(Typed.of(f), JitOptions.DEFAULT));
  }

  /// Of five arguments.
  public static <A, B, C, D, E, R> Compiled.Of5<A, B, C, D, E, R> jit(Fn5<A, B, C, D, E, R> f) {
    return new Compiled.Of5<>(handle(Typed.of(f), JitOptions.DEFAULT));
  }

  /// With options: `JitOptions.DEFAULT.donate(0)` lets variables and arrays be overwritten.
  public static <A, R> Compiled.Of1<A, R> jit(Function<A, R> f, JitOptions options) {
    return new Compiled.Of1<>(handle(Typed.of(f), options));
  }

  /// With options: `JitOptions.DEFAULT.donate(0)` lets variables and arrays be overwritten.
  public static <A, B, R> Compiled.Of2<A, B, R> jit(BiFunction<A, B, R> f, JitOptions options) {
    return new Compiled.Of2<>(handle(Typed.of(f), options));
  }

  /// With options: `JitOptions.DEFAULT.donate(0)` lets variables and arrays be overwritten.
  public static <A, B, C, R> Compiled.Of3<A, B, C, R> jit(Fn3<A, B, C, R> f, JitOptions options) {
    return new Compiled.Of3<>(handle(Typed.of(f), options));
  }

  /// With options: `JitOptions.DEFAULT.donate(0)` lets variables and arrays be overwritten.
  public static <A, B, C, D, R> Compiled.Of4<A, B, C, D, R> jit(
      Fn4<A, B, C, D, R> f, JitOptions options) {
    return new Compiled.Of4<>(handle(Typed.of(f), options));
  }

  /// With options: `JitOptions.DEFAULT.donate(0)` lets variables and arrays be overwritten.
  public static <A, B, C, D, E, R> Compiled.Of5<A, B, C, D, E, R> jit(
      Fn5<A, B, C, D, E, R> f, JitOptions options) {
    return new Compiled.Of5<>(handle(Typed.of(f), options));
  }

  /// Of a function that returns nothing.
  public static <A> Compiled.Does1<A> jit(Consumer<A> f) {
    return new Compiled.Does1<>(
        handle(
            args -> {
              f.accept(Typed.cast(args[0]));
              return null;
            },
            JitOptions.DEFAULT));
  }

  /// Of a function that returns nothing.
  public static <A, B> Compiled.Does2<A, B> jit(BiConsumer<A, B> f) {
    return new Compiled.Does2<>(
        handle(
            args -> {
              f.accept(Typed.cast(args[0]), Typed.cast(args[1]));
              return null;
            },
            JitOptions.DEFAULT));
  }

  /// Of a function that returns nothing.
  public static <A, B, C> Compiled.Does3<A, B, C> jit(Do3<A, B, C> f) {
    return new Compiled.Does3<>(
        handle(
            args -> {
              f.accept(Typed.cast(args[0]), Typed.cast(args[1]), Typed.cast(args[2]));
              return null;
            },
            JitOptions.DEFAULT));
  }

  /// Of a function that returns nothing.
  public static <A, B, C, D> Compiled.Does4<A, B, C, D> jit(Do4<A, B, C, D> f) {
    return new Compiled.Does4<>(
        handle(
            args -> {
              f.accept(
                  Typed.cast(args[0]),
                  Typed.cast(args[1]),
                  Typed.cast(args[2]),
                  Typed.cast(args[3]));
              return null;
            },
            JitOptions.DEFAULT));
  }

  /// Of a function that returns nothing.
  public static <A, B, C, D, E> Compiled.Does5<A, B, C, D, E> jit(Do5<A, B, C, D, E> f) {
    return new Compiled.Does5<>(
        handle(
            args -> {
              f.accept(
                  Typed.cast(args[0]),
                  Typed.cast(args[1]),
                  Typed.cast(args[2]),
                  Typed.cast(args[3]),
                  Typed.cast(args[4]));
              return null;
            },
            JitOptions.DEFAULT));
  }

  /// Of no arguments: what it makes is made by one program.
  public static <R> Compiled.Of0<R> jit(Supplier<R> f) {
    return new Compiled.Of0<>(handle(_ -> f.get(), JitOptions.DEFAULT));
  }

  private static Handle handle(Body f, JitOptions options) {
    return new Handle(new JitFunction(f, options));
  }
}
