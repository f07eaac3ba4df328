package linum.core;

import java.util.List;
import java.util.stream.Collectors;
import linum.ir.Aval;
import linum.ir.Jaxpr;

/// What a backend made of a program, for whoever wants to know why it is as fast as it is.
///
/// @param program after the passes of the backend
/// @param kernels what a run does, in order; what is inside loops and branches follows them
/// @param code the program in the language of the backend's compiler; empty if it has none
public record Report(Jaxpr program, List<Kernel> kernels, String code, MemoryAnalysis memory) {
  public Report {
    kernels = List.copyOf(kernels);
  }

  /// A pass over memory, a loop, a branch, or a call.
  ///
  /// @param label what it does: the names of the equations in it
  /// @param reads the arrays that it takes from memory
  /// @param writes the arrays that it puts there
  /// @param extent how many parts several threads can share it in; for a loop how often it runs; -1
  ///   if that is not known beforehand
  /// @param depth how many loops and branches it is in
  public record Kernel(String label, List<Aval> reads, List<Aval> writes, long extent, int depth) {
    public Kernel {
      reads = List.copyOf(reads);
      writes = List.copyOf(writes);
    }

    /// In a line: `add·tanh f32[8], f32[8] -> f32[8] ×8`.
    @Override
    public String toString() {
      return "  ".repeat(depth)
          + label
          + " "
          + names(reads)
          + " -> "
          + names(writes)
          + (extent < 0 ? "" : " ×" + extent);
    }

    private static String names(List<Aval> avals) {
      return avals.stream().map(Aval::shortName).collect(Collectors.joining(", ", "", ""));
    }
  }
}
