package linum.llvm.plan;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// Work that is done in Java: a callback, or a primitive that is not worth native code.
public record HostCall(String label, List<Value> reads, List<Value> writes, Work work)
    implements Step {
  public HostCall {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
  }

  @Override
  public List<Value> scratch() {
    return List.of();
  }

  /// What is done.
  @FunctionalInterface
  public interface Work {
    /// @param reads the memory of what is read; not to be kept
    /// @param writes the memory to be written
    void run(List<MemorySegment> reads, List<MemorySegment> writes);
  }
}
