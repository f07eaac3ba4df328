package linum.llvm.plan;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// A native function that computes arrays from arrays, cut into parts that may run at the same
/// time.
///
/// @param label what it does, for reports: `add·tanh`, `dot_general`
/// @param extent how many parts there are; 1 if it cannot be cut
/// @param nanosPerPart roughly what a part takes, so that small work is not handed to other threads
/// @param reuses for each written array the position of the read one whose memory it may take if
///   nobody needs that any longer, because every part reads its share before it writes; -1 for none
/// @param body what the function does
public record Kernel(
    String label,
    List<Value> reads,
    List<Value> writes,
    List<Value> scratch,
    long extent,
    double nanosPerPart,
    List<Integer> reuses,
    Body body)
    implements Step {
  public Kernel {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
    scratch = List.copyOf(scratch);
    reuses = List.copyOf(reuses);
  }

  /// A kernel whose results need memory of their own.
  public Kernel(
      String label,
      List<Value> reads,
      List<Value> writes,
      List<Value> scratch,
      long extent,
      double nanosPerPart,
      Body body) {
    this(
        label,
        reads,
        writes,
        scratch,
        extent,
        nanosPerPart,
        writes.stream().map(_ -> -1).toList(),
        body);
  }

  /// Writes the instructions of a kernel.
  @FunctionalInterface
  public interface Body {
    /// @param memory the addresses of what is read, written and scratch, in this order
    /// @param begin the first part to do, an `i64`
    /// @param end the part after the last
    void emit(Code code, Memory memory, Val begin, Val end);
  }

  /// Where the arrays of a kernel are.
  public record Memory(List<Val> reads, List<Val> writes, List<Val> scratch) {
    public Memory {
      reads = List.copyOf(reads);
      writes = List.copyOf(writes);
      scratch = List.copyOf(scratch);
    }
  }

  /// All arrays, in the order in which their addresses are handed over.
  public List<Value> operands() {
    List<Value> all = new ArrayList<>(reads);
    all.addAll(writes);
    all.addAll(scratch);
    return all;
  }
}
