package linum.llvm.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.List;

/// Machine code in memory. Once this object is no longer reachable its memory is given back, so
/// whoever calls one of its functions must hold it until the call returns.
public final class LoadedCode {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Llvm llvm;
  private final long linker;

  @SuppressWarnings("unused") // keeps reachable what this code calls
  private final List<LoadedCode> needed;

  LoadedCode(Llvm llvm, long linker, List<LoadedCode> needed) {
    this.needed = needed;
    this.llvm = llvm;
    this.linker = linker;
    CLEANER.register(this, () -> llvm.call("LLVMOrcDisposeLLJIT", linker));
  }

  /// Calls a function `i32 f(ptr, ptr)` at an address of [#address]. Whoever does so must hold the
  /// code until the call returns.
  public static int call(MemorySegment function, long a, long b) {
    return (int) Library.call(function, a, b);
  }

  /// Where a function of the object starts.
  ///
  /// @throws IllegalStateException if the object has no such function, or needs functions that are
  ///   not there
  public MemorySegment address(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment result = arena.allocate(ADDRESS);
      llvm.check(
          "find " + name,
          "LLVMOrcLLJITLookup",
          linker,
          result.address(),
          Library.text(arena, name));
      return result.get(ADDRESS, 0);
    } finally {
      Reference.reachabilityFence(this);
    }
  }
}
