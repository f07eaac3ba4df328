package linum.llvm.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LoadedCodeTest {
  /// A table of 4 MiB that the code reads, so that what is kept would be seen.
  private static final String IR =
      """
      @table = internal global [1048576 x i32] zeroinitializer
      define i32 @f(i64 %i) {
        %p = getelementptr [1048576 x i32], ptr @table, i64 0, i64 %i
        %v = load i32, ptr %p
        ret i32 %v
      }
      """;

  @Test
  @EnabledOnOs(OS.LINUX)
  void memoryOfUnreachableCodeIsGivenBack() throws Exception {
    Jit jit = Jit.get();
    byte[] object = jit.compile(IR);
    long before = residentMegabytes();
    for (int i = 0; i < 50; i++) {
      assertThat(jit.load(object).address("f").address()).isNotZero();
    }
    long after = residentMegabytes();
    assertThat(after).isGreaterThan(before + 150);
    for (int i = 0; i < 200 && residentMegabytes() > after - 150; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(residentMegabytes()).isLessThanOrEqualTo(after - 150);
  }

  private static long residentMegabytes() throws IOException {
    String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1];
    return (Long.parseLong(pages) * 4096) >> 20;
  }
}
