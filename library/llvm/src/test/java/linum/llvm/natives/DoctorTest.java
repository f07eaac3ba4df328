package linum.llvm.natives;

import static org.assertj.core.api.Assertions.assertThat;

import linum.ir.Config;
import org.junit.jupiter.api.Test;

class DoctorTest {
  @Test
  void saysWhatIsUsed() {
    Jit jit = Jit.get();
    assertThat(Doctor.facts())
        .extracting(Doctor.Fact::name)
        .containsExactly("Backend", "JVM", "Processor", "LLVM", "Cache", "Threads");
    assertThat(fact("Backend")).isEqualTo("llvm");
    assertThat(fact("Processor")).startsWith(jit.target().cpu());
    assertThat(fact("LLVM")).isEqualTo(jit.found().toString());
    assertThat(fact("Cache")).startsWith(Config.COMPILATION_CACHE_DIR.get() + ": objects ");
    assertThat(fact("Threads")).isEqualTo(Integer.toString(Threads.get()));
  }

  @Test
  void namesStandInAColumn() {
    assertThat(new Doctor.Fact("LLVM", "LLVM 20")).hasToString("LLVM         LLVM 20");
  }

  private static String fact(String name) {
    return Doctor.facts().stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
