package linum.ir;

import java.util.function.Supplier;

/// A choice that changes what functions mean: one value for the process, and others for the time of
/// a call, on the thread that makes it and its structured tasks.
///
/// In JAX: a flag of `jax.config`.
///
/// @param <T> an immutable type
public final class Setting<T> {
  private final String name;
  private final ScopedValue<T> here = ScopedValue.newInstance();
  private volatile T everywhere;

  /// @param name the name of the flag in JAX, without `jax_`
  Setting(String name, T initial) {
    this.name = name;
    this.everywhere = initial;
  }

  public T get() {
    return here.isBound() ? here.get() : everywhere;
  }

  /// Sets the value for all threads, where [#with] has not set another one.
  public void set(T value) {
    everywhere = value;
  }

  /// Runs `body` with the given value.
  public <R> R with(T value, Supplier<R> body) {
    return ScopedValue.where(here, value).call(body::get);
  }

  @Override
  public String toString() {
    return name + "=" + get();
  }
}
