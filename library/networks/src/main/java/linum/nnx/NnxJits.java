package linum.nnx;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import linum.Fn3;
import linum.Fn4;
import linum.Fn5;
import linum.ir.Jaxpr;

/// Where [Compiled] is: users write `Nnx.Compiled`.
public interface NnxJits {

  /// A compiled function over objects: what [Nnx#jit] returns. It is called as the function that it
  /// was made of.
  sealed interface Compiled {
    /// How it is run.
    Handle handle();

    /// The program for the given arguments, which is not run: of the values of all variables, then
    /// of the other arguments. It gives the values that variables have afterwards, too.
    default Jaxpr jaxpr(Object... args) {
      return handle().function().jaxpr(args);
    }

    /// How many programs it has, one for each structure and type of arguments.
    default int cacheSize() {
      return handle().function().cacheSize();
    }

    /// Forgets its programs.
    default void clearCache() {
      handle().function().clearCache();
    }

    /// Of no arguments: it makes objects.
    record Of0<R>(Handle handle) implements Compiled, Supplier<R> {
      @Override
      public R get() {
        return Typed.cast(handle.function().call());
      }
    }

    /// Of one argument.
    record Of1<A, R>(Handle handle) implements Compiled, Function<A, R> {
      @Override
      public R apply(A a) {
        return Typed.cast(handle.function().call(a));
      }
    }

    /// Of two arguments.
    record Of2<A, B, R>(Handle handle) implements Compiled, BiFunction<A, B, R> {
      @Override
      public R apply(A a, B b) {
        return Typed.cast(handle.function().call(a, b));
      }
    }

    /// Of three arguments.
    record Of3<A, B, C, R>(Handle handle) implements Compiled, Fn3<A, B, C, R> {
      @Override
      public R apply(A a, B b, C c) {
        return Typed.cast(handle.function().call(a, b, c));
      }
    }

    /// Of four arguments.
    record Of4<A, B, C, D, R>(Handle handle) implements Compiled, Fn4<A, B, C, D, R> {
      @Override
      public R apply(A a, B b, C c, D d) {
        return Typed.cast(handle.function().call(a, b, c, d));
      }
    }

    /// Of five arguments.
    record Of5<A, B, C, D, E, R>(Handle handle) implements Compiled, Fn5<A, B, C, D, E, R> {
      @Override
      public R apply(A a, B b, C c, D d, E e) {
        return Typed.cast(handle.function().call(a, b, c, d, e));
      }
    }

    /// Of one argument, for what it does to them.
    record Does1<A>(Handle handle) implements Compiled, Consumer<A> {
      @Override
      public void accept(A a) {
        handle.function().call(a);
      }
    }

    /// Of two arguments, for what it does to them.
    record Does2<A, B>(Handle handle) implements Compiled, BiConsumer<A, B> {
      @Override
      public void accept(A a, B b) {
        handle.function().call(a, b);
      }
    }

    /// Of three arguments, for what it does to them.
    record Does3<A, B, C>(Handle handle) implements Compiled, Do3<A, B, C> {
      @Override
      public void accept(A a, B b, C c) {
        handle.function().call(a, b, c);
      }
    }

    /// Of four arguments, for what it does to them.
    record Does4<A, B, C, D>(Handle handle) implements Compiled, Do4<A, B, C, D> {
      @Override
      public void accept(A a, B b, C c, D d) {
        handle.function().call(a, b, c, d);
      }
    }

    /// Of five arguments, for what it does to them.
    record Does5<A, B, C, D, E>(Handle handle) implements Compiled, Do5<A, B, C, D, E> {
      @Override
      public void accept(A a, B b, C c, D d, E e) {
        handle.function().call(a, b, c, d, e);
      }
    }
  }

  /// The function behind a [Compiled], whose inner parts are nobody's business.
  final class Handle {
    private final JitFunction function;

    Handle(JitFunction function) {
      this.function = function;
    }

    JitFunction function() {
      return function;
    }
  }

  /// What is done to three values.
  @FunctionalInterface
  interface Do3<A, B, C> {
    void accept(A a, B b, C c);
  }

  /// What is done to four values.
  @FunctionalInterface
  interface Do4<A, B, C, D> {
    void accept(A a, B b, C c, D d);
  }

  /// What is done to five values.
  @FunctionalInterface
  interface Do5<A, B, C, D, E> {
    void accept(A a, B b, C c, D d, E e);
  }
}
