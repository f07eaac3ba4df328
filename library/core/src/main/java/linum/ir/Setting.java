package linum.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// A choice that changes what functions mean: one value for the process, and others for the time of
/// a call, on the thread that makes it and its structured tasks.
///
/// In JAX: a flag of `jax.config`.
///
/// @param <T> an immutable type
public final class Setting<T> {
  private static final CopyOnWriteArrayList<Setting<?>> OF_PROGRAMS = new CopyOnWriteArrayList<>();

  private final String name;
  private final ScopedValue<T> here = ScopedValue.newInstance();
  private final T initial;
  private volatile T everywhere;

  /// @param name the name of the flag in JAX, without `jax_`
  Setting(String name, T initial) {
    this.name = name;
    this.initial = initial;
    this.everywhere = initial;
  }

  /// A new setting that decides what programs are, so that none is used under two of its values.
  ///
  /// @param name the name of the flag in the library that has it
  public static <T> Setting<T> ofPrograms(String name, T initial) {
    Setting<T> made = new Setting<>(name, initial);
    OF_PROGRAMS.add(made);
    return made;
  }

  /// Which settings that decide what programs are have other values than at first, and those
  /// values. So a setting may be added at any time.
  static List<Object> changedOfPrograms() {
    List<Object> changed = new ArrayList<>();
    for (Setting<?> s : OF_PROGRAMS) {
      Object value = s.get();
      if (!value.equals(s.initial)) {
        changed.add(s);
        changed.add(value);
      }
    }
    return changed;
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
