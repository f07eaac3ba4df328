package linum;

import java.util.List;
import java.util.stream.Collectors;
import linum.core.Backends;
import linum.core.Dispatch;
import linum.core.MemoryAnalysis;
import linum.core.Report;
import linum.ir.Call;
import linum.ir.Jaxpr;
import linum.ir.JaxprCost;

/// A compiled function traced for certain arguments, on its way to a program that runs:
///
/// ```java
/// var lowered = jit(v -> tanh(v).mul(2).sum()).lower(x);
/// lowered.asText();                      // the program
/// var compiled = lowered.compile();
/// compiled.kernels();                    // the passes over memory that it became
/// compiled.memoryAnalysis();
/// ```
///
/// In JAX: `jax.stages.Lowered`.
///
/// @param call the function as it is called
public record Lowered(Call.Jit call) {

  /// The program. In JAX: `lowered.as_text()`, which is StableHLO there.
  public String asText() {
    return jaxpr().toString();
  }

  /// The program. In JAX: `traced.jaxpr`.
  public Jaxpr jaxpr() {
    return call.body();
  }

  /// How much work the program is. In JAX: `lowered.cost_analysis()`.
  public JaxprCost costAnalysis() {
    return JaxprCost.of(jaxpr());
  }

  /// Compiles it with the current backend.
  public Compiled compile() {
    return new Compiled(
        Backends.current().name(), Dispatch.compile(jaxpr(), call.donated()).executable().report());
  }

  /// A program that a backend has compiled, to be looked at.
  ///
  /// In JAX: `jax.stages.Compiled`.
  ///
  /// @param backend the name of the backend
  /// @param report what it said
  public record Compiled(String backend, Report report) {

    /// The program after the passes of the backend, and the kernels that it became. In JAX:
    /// `compiled.as_text()`, which is the text of XLA's program there.
    public String asText() {
      return report.program()
          + kernels().stream()
              .map(Report.Kernel::toString)
              .collect(Collectors.joining("\n", "\n\n", "\n"));
    }

    /// What a run does, in order.
    public List<Report.Kernel> kernels() {
      return report.kernels();
    }

    /// The program in the language of LLVM.
    ///
    /// @throws IllegalStateException if another backend compiled it
    public String llvmIr() {
      if (report.code().isEmpty()) {
        throw new IllegalStateException(
            "llvmIr: the backend \"%s\" does not compile with LLVM\nUse the one that does, from linum-llvm: Backends.use(\"llvm\")."
                .formatted(backend));
      }
      return report.code();
    }

    /// How much work the program is after the passes. In JAX: `compiled.cost_analysis()`.
    public JaxprCost costAnalysis() {
      return JaxprCost.of(report.program());
    }

    /// How much memory a run takes. In JAX: `compiled.memory_analysis()`.
    public MemoryAnalysis memoryAnalysis() {
      return report.memory();
    }
  }
}
