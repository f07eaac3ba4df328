package linum.core;

import java.util.function.Supplier;
import linum.ir.ThreefryMode;

/// How random bits are counted from now on. The mode is written into a program when it is staged, so
/// whoever caches staged programs must make [#mode] part of the key.
public final class Threefry {
  private static final ScopedValue<ThreefryMode> SCOPED = ScopedValue.newInstance();

  private static volatile ThreefryMode global = ThreefryMode.PARTITIONABLE;

  private Threefry() {}

  /// The mode in force here: that of the innermost [#with], or else the global one.
  public static ThreefryMode mode() {
    return SCOPED.isBound() ? SCOPED.get() : global;
  }

  /// Sets the global mode.
  public static void use(ThreefryMode mode) {
    global = mode;
  }

  /// Runs `body` with the given mode.
  public static <R> R with(ThreefryMode mode, Supplier<R> body) {
    return ScopedValue.where(SCOPED, mode).call(body::get);
  }
}
