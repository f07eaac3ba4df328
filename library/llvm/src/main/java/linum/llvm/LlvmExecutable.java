package linum.llvm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import linum.core.Buffer;
import linum.core.Executable;
import linum.core.HostMemory;
import linum.core.Report;
import linum.ir.Jaxpr;
import linum.llvm.natives.LoadedCode;
import linum.llvm.plan.Program;
import org.jspecify.annotations.Nullable;

/// A compiled program. It can be run by several threads at the same time.
final class LlvmExecutable implements Executable {
  private final Jaxpr jaxpr;
  private final Plan plan;
  private final List<Boolean> donated;
  private final LoadedCode code;
  private final MemorySegment main;
  private final Constants constants;
  private final long[] outputBytes;
  private final int[] aliases;

  /// @param jaxpr what was compiled
  LlvmExecutable(Jaxpr jaxpr, Plan plan, List<Boolean> donated, LoadedCode code) {
    this.jaxpr = jaxpr;
    this.plan = plan;
    this.donated = donated.contains(true) ? List.copyOf(donated) : List.of();
    this.code = code;
    this.main = code.address(Program.MAIN);
    this.constants = new Constants(plan.constants());
    this.outputBytes = plan.outputBytes().stream().mapToLong(n -> n).toArray();
    this.aliases = plan.aliases().stream().mapToInt(i -> i).toArray();
  }

  @Override
  public long cost() {
    return plan.nanos();
  }

  @Override
  public Report report() {
    return Reports.of(Compilation.of(jaxpr, donated));
  }

  /// @throws CancellationException if the thread is interrupted
  @Override
  public List<Buffer> run(List<Buffer> inputs) {
    if (Thread.interrupted()) {
      throw interrupted();
    }
    List<Buffer> in = donated.isEmpty() ? inputs : taken(inputs);
    Buffer[] out = new Buffer[outputBytes.length];
    boolean done = false;
    try {
      for (int j = 0; j < out.length; j++) {
        out[j] =
            aliases[j] >= 0
                ? in.get(aliases[j])
                : HostMemory.allocate(outputBytes[j], LlvmBackend.CPU);
      }
      call(in, out);
      done = true;
      return Arrays.asList(out);
    } finally {
      Reference.reachabilityFence(inputs);
      if (!donated.isEmpty()) {
        dispose(in, done);
      }
    }
  }

  /// The inputs, those that are donated in buffers that nobody else has.
  private List<Buffer> taken(List<Buffer> inputs) {
    List<Buffer> in = new ArrayList<>(inputs);
    for (int i = 0; i < in.size(); i++) {
      if (donated.get(i)) {
        in.set(i, HostMemory.take(in.get(i)));
      }
    }
    return in;
  }

  private void dispose(List<Buffer> in, boolean done) {
    for (int i = 0; i < in.size(); i++) {
      int argument = i;
      boolean kept = done && Arrays.stream(aliases).anyMatch(a -> a == argument);
      if (donated.get(i) && !kept) {
        in.get(i).delete();
      }
    }
  }

  private void call(List<Buffer> in, Buffer[] out) {
    long temporary = plan.temporaryBytes();
    Buffer large = temporary > Frame.SMALL ? HostMemory.allocate(temporary, LlvmBackend.CPU) : null;
    Frame frame = Frame.enter(plan.hostCalls());
    try {
      MemorySegment table = frame.table(Program.FIRST_ARGUMENT + in.size() + out.length);
      set(table, Program.TEMPORARY, large == null ? frame.small() : large.segment());
      set(table, Program.CONSTANTS, constants.table());
      for (int i = 0; i < in.size(); i++) {
        set(table, Program.FIRST_ARGUMENT + i, in.get(i).segment());
      }
      for (int j = 0; j < out.length; j++) {
        set(table, Program.FIRST_ARGUMENT + in.size() + j, out[j].segment());
      }
      if (enter(frame, table) != 0) {
        throw failure(frame.failure());
      }
    } finally {
      frame.leave();
      if (large != null) {
        large.delete();
      }
      Reference.reachabilityFence(in);
      Reference.reachabilityFence(out);
      Reference.reachabilityFence(code);
    }
  }

  private static void set(MemorySegment table, int i, MemorySegment memory) {
    table.setAtIndex(ValueLayout.JAVA_LONG, i, memory.address());
  }

  private int enter(Frame frame, MemorySegment table) {
    long context = frame.context().address();
    if (!plan.cancellable()) {
      return LoadedCode.call(main, table.address(), context);
    }
    frame.watch();
    try {
      return LoadedCode.call(main, table.address(), context);
    } finally {
      frame.unwatch();
    }
  }

  private static RuntimeException failure(@Nullable Throwable thrown) {
    return switch (thrown) {
      case null -> {
        boolean _ = Thread.interrupted();
        yield interrupted();
      }
      case RuntimeException e -> e;
      case Error e -> throw e;
      case Throwable e -> new IllegalStateException(e);
    };
  }

  private static CancellationException interrupted() {
    return new CancellationException("the program was interrupted while it was running");
  }
}
