package linum.llvm.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
  @TempDir private Path folder;

  private Path jar(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      JarEntry entry = new JarEntry("A.class");
      entry.setTime(0);
      jar.putNextEntry(entry);
      jar.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  @Test
  void jarsAreToldApartByTheirContent() throws IOException {
    String a = Build.stamp(jar("1.jar", "aaa"));
    assertThat(a).isNotEmpty().isEqualTo(Build.stamp(jar("2.jar", "aaa")));
    assertThat(Build.stamp(jar("3.jar", "bbb"))).isNotEmpty().isNotEqualTo(a);
  }

  @Test
  void whatIsNoJarHasNoStamp() throws IOException {
    assertThat(Build.stamp(folder)).isEmpty();
    assertThat(Build.stamp(Files.write(folder.resolve("zeros"), new byte[100]))).isEmpty();
  }
}
