package linum.kernel.jshell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;

/// Runs what JShell has compiled, in this process, and keeps the value or the exception itself
/// where JShell only asks for a string.
///
/// The session's lock is let go while the user's code runs: an editor gets its completions
/// meanwhile.
final class UserCodeControl extends DirectExecutionControl {

  /// How the last invocation ended.
  record Ending(@Nullable Object value, @Nullable Throwable thrown) {
    static final Ending NONE = new Ending(null, null);
  }

  private final UserThread thread;
  private final ReentrantLock lock;
  private Ending last = Ending.NONE;

  UserCodeControl(UserClassLoader loader, UserThread thread, ReentrantLock lock) {
    super(loader);
    this.thread = thread;
    this.lock = lock;
  }

  /// How the last invocation ended; forgets it, to hold on to nothing.
  Ending takeEnding() {
    Ending ending = last;
    last = Ending.NONE;
    return ending;
  }

  @Override
  protected String invoke(Method method) throws Exception {
    lock.unlock();
    @Nullable Object value = null;
    @Nullable Throwable thrown = null;
    try {
      value = thread.call(() -> method.invoke(null));
    } catch (InvocationTargetException e) {
      thrown = e.getCause();
    } catch (UserThread.Abandoned | Cancellation.Cancelled e) {
      thrown = e;
    } finally {
      lock.lock();
    }
    last = new Ending(value, thrown);
    switch (thrown) {
      case null -> {}
      case SPIResolutionException unresolved ->
          throw new ResolutionException(unresolved.id(), unresolved.getStackTrace());
      default ->
          throw new UserException(
              String.valueOf(thrown.getMessage()),
              thrown.getClass().getName(),
              thrown.getStackTrace());
    }
    return "";
  }

  @Override
  public String varValue(String className, String variable) {
    return ""; // values are taken as objects
  }
}
