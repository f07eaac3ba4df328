package linum.llvm.natives;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How many threads work on one program: as many as the machine has cores, the system property
/// `linum.threads`, or what [#set] says. Results do not depend on it.
public final class Threads {
  private static int count = initial();
  private static @Nullable Library pool;

  private Threads() {}

  private static int initial() {
    return Math.max(
        1, Integer.getInteger("linum.threads", Runtime.getRuntime().availableProcessors()));
  }

  /// The number of threads, that of the caller included.
  public static synchronized int get() {
    return count;
  }

  /// Sets the number of threads for everything that runs from now on.
  ///
  /// @param n the caller's thread included; 1 for no other
  /// @throws IllegalArgumentException if it is less than 1
  public static synchronized void set(int n) {
    if (n < 1) {
      throw new IllegalArgumentException(
          "a program runs on 1 thread or more, and %d were asked for.\n".formatted(n)
              + "For no other thread than the caller's: Threads.set(1)");
    }
    count = n;
    tell();
  }

  /// Takes the runtime module that has the threads.
  static synchronized void serve(LoadedCode runtime) {
    pool = new Library(name -> Optional.of(runtime.address(name)));
    tell();
  }

  private static void tell() {
    if (pool != null) {
      pool.call("linum_set_workers", count - 1);
    }
  }
}
