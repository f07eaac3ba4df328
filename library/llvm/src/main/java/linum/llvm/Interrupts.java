package linum.llvm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import linum.llvm.plan.Program;

/// Tells a running program when its thread is interrupted.
///
/// Native code does not see [Thread#interrupt]. The JDK has one way to be told of it at once: a
/// channel on which the thread waits is closed. So a run looks like waiting on a channel, and
/// closing this one sets the number that loops look at.
final class Interrupts extends AbstractInterruptibleChannel {
  private static final VarHandle FLAG = ValueLayout.JAVA_INT.varHandle();

  private final MemorySegment context;
  private boolean over;

  private Interrupts(MemorySegment context) {
    this.context = context;
  }

  /// From here on, an interrupt of this thread stops the run with the given context.
  static Interrupts watch(MemorySegment context) {
    Interrupts watching = new Interrupts(context);
    watching.begin();
    return watching;
  }

  /// To be called when Java code that was called by the run has returned: it may have waited on a
  /// channel itself, which ends the watch.
  void again() {
    begin();
  }

  void stop() {
    try {
      end(true);
    } catch (AsynchronousCloseException _) {
      // The interrupt is kept in the thread: whoever looks at the outcome of the run decides.
    }
    synchronized (this) {
      over = true;
    }
  }

  @Override
  protected synchronized void implCloseChannel() {
    if (!over) {
      FLAG.setVolatile(context, (long) Program.CANCELLED, 1);
    }
  }
}
