package linum.transform;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// What compiled functions tell about the time they take, for who measures it.
public interface JitEvents {
  /// The user's function was run once to write its program down. The time of compiled functions
  /// that it calls is not in it: they tell their own.
  void traced(String name, long nanos);

  /// A backend made a program executable.
  void compiled(String name, long nanos);

  /// An executable was called; large programs may still be running.
  void ran(String name, long nanos);

  /// Tells `listener` about all compiled functions from now on, until the result is closed.
  static Subscription listen(JitEvents listener) {
    Listeners.ALL.add(listener);
    Listeners.any = true;
    return () -> {
      Listeners.ALL.remove(listener);
      Listeners.any = !Listeners.ALL.isEmpty();
    };
  }

  /// Ends with [#close].
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /// Who listens now.
  final class Listeners {
    private static final CopyOnWriteArrayList<JitEvents> ALL = new CopyOnWriteArrayList<>();
    private static volatile boolean any;

    private Listeners() {}

    static boolean any() {
      return any;
    }

    static void tell(Consumer<JitEvents> event) {
      ALL.forEach(event);
    }
  }
}
