package linum.kernel.jshell;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ForkJoinWorkerThread;

/// The check that is woven into every method and every loop of the user's code, so that `while
/// (true) {}` can be stopped.
///
/// A thread is *condemned* from the interrupt until its cell is over; any check it comes by throws.
/// Pool threads of parallel streams are stopped with it, other threads of the user go on.
///
/// Library code that runs long without coming back to the user's code need not know this class: an
/// interrupt also sets [Thread#isInterrupted()], which it may poll and then throw any exception.
public final class Cancellation {

  /// Ends a cancelled thread. An error, so that `catch (Exception e)` does not hold it up, and
  /// thrown again at the next check if something else does.
  @SuppressWarnings("serial") // never serialized
  public static final class Cancelled extends Error {
    Cancelled() {
      super("the cell was interrupted", null, false, false);
    }
  }

  private static final Set<Thread> CONDEMNED =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private static volatile boolean poolsToo;
  private static volatile boolean pending;

  private Cancellation() {}

  /// Throws if the current thread is to stop; costs one volatile read if nobody is.
  ///
  /// @throws Cancelled if the current thread is condemned
  public static void check() {
    if (pending && isCondemned(Thread.currentThread())) {
      throw new Cancelled();
    }
  }

  private static boolean isCondemned(Thread thread) {
    return CONDEMNED.contains(thread) || (poolsToo && thread instanceof ForkJoinWorkerThread);
  }

  /// Makes a thread stop, and the pool threads that may be working for it.
  static void condemn(Thread thread) {
    CONDEMNED.add(thread);
    poolsToo = true;
    pending = true;
  }

  /// Lets a thread go on, once it has stopped what it was to stop.
  static void pardon(Thread thread) {
    CONDEMNED.remove(thread);
    pending = poolsToo || !CONDEMNED.isEmpty();
  }

  /// Lets pool threads go on, for a new cell.
  static void pardonPools() {
    poolsToo = false;
    pending = !CONDEMNED.isEmpty();
  }
}
