package linum.llvm;

import static linum.Linum.jit;
import static linum.Linum.scan;
import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.concatenate;
import static linum.numpy.Jnp.sin;
import static linum.numpy.Jnp.zeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import linum.Lowered;
import linum.core.Array;
import linum.core.Backends;
import linum.core.Report;
import linum.core.Scan;
import linum.transform.JitOptions;
import org.junit.jupiter.api.Test;

/// What is shown of a program on its way to the machine.
class ReportTest {
  private final Array x = zeros(100);

  @Test
  void theProgramIsShownBeforeAndAfterThePasses() {
    var inner = jit(v -> sin(v));
    Lowered lowered = jit(v -> inner.apply(v).add(1)).lower(x);
    assertThat(lowered.asText()).contains("jit[");
    assertThat(lowered.compile().asText()).doesNotContain("jit[").contains("sin").contains("add");
    assertThat(lowered.costAnalysis().flops()).isEqualTo(100);
  }

  @Test
  void aChainIsOneKernel() {
    Lowered.Compiled compiled = jit(v -> sin(v).mul(2).add(1)).lower(x).compile();
    assertThat(compiled.kernels()).hasSize(1);
    Report.Kernel only = compiled.kernels().getFirst();
    assertThat(only.label()).contains("sin", "mul", "add");
    assertThat(only.toString()).contains("f32[100] -> f32[100]");
  }

  /// A loop is cut at the ends of the axes of what is read, so that no lane looks for its place.
  @Test
  void headsAreJoinedInVectors() {
    Array heads = zeros(2, 3, 16, 8);
    String code =
        jit(
                v -> {
                  Array joined = v.transpose(0, 2, 1, 3).reshape(2, 16, 24);
                  return concatenate(List.of(joined, joined.mul(2)), 2);
                })
            .lower(heads)
            .compile()
            .llvmIr();
    assertThat(code).contains("masked.load").doesNotContain("load float,");
  }

  @Test
  void whatIsInsideALoopFollowsIt() {
    Lowered.Compiled compiled =
        jit(v -> scan((c, e) -> new Scan<>(c.add(e), c), zeros(), v).carry()).lower(x).compile();
    assertThat(compiled.kernels().stream().map(Report.Kernel::depth)).contains(0, 1);
    Report.Kernel loop =
        compiled.kernels().stream().filter(k -> k.label().equals("scan")).findFirst().orElseThrow();
    assertThat(loop.extent()).isEqualTo(100);
  }

  @Test
  void theCodeIsThatOfTheWholeProgram() {
    assertThat(jit(v -> v.add(1)).lower(x).compile().llvmIr())
        .contains("define i32 @linum_main(ptr %p0, ptr %p1)");
  }

  /// The object cache knows programs by their text.
  @Test
  void aProgramIsWrittenInOneWay() {
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      texts.add(jit(v -> v.reshape(10, 10).add(arange(10)).sum(1)).lower(x).compile().llvmIr());
    }
    assertThat(texts).hasSize(1);
  }

  @Test
  void memoryIsCounted() {
    var plain = jit(v -> v.add(1)).lower(x).compile().memoryAnalysis();
    assertThat(plain.argumentSizeInBytes()).isEqualTo(400);
    assertThat(plain.outputSizeInBytes()).isEqualTo(400);
    assertThat(plain.aliasSizeInBytes()).isZero();
    assertThat(plain.tempSizeInBytes()).isZero();
    assertThat(plain.peakMemoryInBytes()).isEqualTo(800);
    var donating = jit(v -> v.add(1), JitOptions.DEFAULT.donate(0)).lower(x).compile();
    assertThat(donating.memoryAnalysis().aliasSizeInBytes()).isEqualTo(400);
    assertThat(donating.memoryAnalysis().peakMemoryInBytes()).isEqualTo(400);
  }

  @Test
  void theReferenceBackendShowsItsEquations() {
    Lowered lowered = jit(v -> v.add(1).sum()).lower(arange(4));
    Backends.use("reference");
    try {
      Lowered.Compiled compiled = lowered.compile();
      assertThat(compiled.kernels().stream().map(Report.Kernel::label))
          .containsExactly("add", "reduce_sum");
      assertThat(compiled.memoryAnalysis().outputSizeInBytes()).isEqualTo(4);
      assertThatThrownBy(compiled::llvmIr)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "llvmIr: the backend \"reference\" does not compile with LLVM\nUse the one that does,"
                  + " from linum-llvm: Backends.use(\"llvm\").");
    } finally {
      Backends.use("llvm");
    }
  }
}
