package linum.llvm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import linum.llvm.plan.HostCall;
import linum.llvm.plan.Program;
import org.jspecify.annotations.Nullable;

/// What one run of a program needs besides its arrays. A thread has one, which all its runs use one
/// after the other; a program that is run by a callback of another one gets one of its own.
final class Frame {
  /// Memory for temporary values up to this size need not be taken from the pool.
  static final long SMALL = 1 << 16;

  private static final ThreadLocal<Frame> CURRENT = ThreadLocal.withInitial(() -> new Frame(null));

  private final @Nullable Frame outer;
  private final MemorySegment context;
  private final MemorySegment small;
  private MemorySegment table = MemorySegment.NULL;
  private boolean busy;
  private List<HostCall> hostCalls = List.of();
  private @Nullable Throwable failure;
  private @Nullable Interrupts watching;

  private Frame(@Nullable Frame outer) {
    this.outer = outer;
    MemorySegment all = Arena.ofAuto().allocate(Program.CONTEXT_BYTES + SMALL, 64);
    this.context = all.asSlice(0, Program.CONTEXT_BYTES);
    this.small = all.asSlice(Program.CONTEXT_BYTES);
  }

  /// The frame of the run that is going on in this thread.
  static Frame current() {
    return CURRENT.get();
  }

  /// A frame for a run that begins in this thread; to be given back with [#leave].
  static Frame enter(List<HostCall> hostCalls) {
    Frame frame = CURRENT.get();
    if (frame.busy) {
      frame = new Frame(frame);
      CURRENT.set(frame);
    }
    frame.busy = true;
    frame.hostCalls = hostCalls;
    frame.failure = null;
    if (!hostCalls.isEmpty()) {
      frame.context.set(ValueLayout.JAVA_LONG, Program.HOST, HostStub.ADDRESS);
    }
    return frame;
  }

  void leave() {
    busy = false;
    hostCalls = List.of();
    if (outer != null) {
      CURRENT.set(outer);
    }
  }

  /// Memory for so many addresses.
  MemorySegment table(int size) {
    long bytes = 8L * size;
    if (table.byteSize() < bytes) {
      table = Arena.ofAuto().allocate(2 * bytes, 64);
    }
    return table;
  }

  MemorySegment context() {
    return context;
  }

  /// [#SMALL] bytes for temporary values.
  MemorySegment small() {
    return small;
  }

  /// From here on, an interrupt of this thread stops the run.
  void watch() {
    watching = Interrupts.watch(context);
  }

  void unwatch() {
    Interrupts w = watching;
    if (w != null) {
      w.stop();
      watching = null;
      context.set(ValueLayout.JAVA_INT, Program.CANCELLED, 0);
    }
  }

  /// To be called when Java code that the run called has returned.
  void returned() {
    Interrupts w = watching;
    if (w != null) {
      w.again();
    }
  }

  HostCall hostCall(int id) {
    return hostCalls.get(id);
  }

  /// What a call of Java threw.
  @Nullable Throwable failure() {
    return failure;
  }

  void fail(Throwable thrown) {
    failure = thrown;
  }
}
