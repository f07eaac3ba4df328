package linum.llvm.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectCacheTest {
  private static final Target TARGET = new Target("x-y-z", "cpu", "+a", "LLVM 1");

  @TempDir private Path folder;
  private int compiled;

  private byte[] get(ObjectCache cache, String ir, Target target, String passes) {
    return cache.get(
        ObjectCache.name(target, passes, ir),
        () -> {
          compiled++;
          return (ir + " compiled").getBytes(StandardCharsets.UTF_8);
        });
  }

  private String get(ObjectCache cache, String ir) {
    return new String(get(cache, ir, TARGET, "passes"), StandardCharsets.UTF_8);
  }

  @Test
  void compilesOnce() {
    assertThat(get(new ObjectCache(folder, 1000), "a")).isEqualTo("a compiled");
    assertThat(get(new ObjectCache(folder, 1000), "a")).isEqualTo("a compiled");
    assertThat(compiled).isEqualTo(1);
  }

  @Test
  void everythingThatMattersIsInTheKey() {
    ObjectCache cache = new ObjectCache(folder, 10_000);
    get(cache, "a", TARGET, "passes");
    get(cache, "b", TARGET, "passes");
    get(cache, "a", TARGET, "others");
    get(cache, "a", new Target("x-y-z", "other", "+a", "LLVM 1"), "passes");
    get(cache, "a", new Target("x-y-z", "cpu", "-a", "LLVM 1"), "passes");
    get(cache, "a", new Target("x-y-z", "cpu", "+a", "LLVM 2"), "passes");
    assertThat(compiled).isEqualTo(6);
  }

  @Test
  void aDamagedFileIsReplaced() throws IOException {
    ObjectCache cache = new ObjectCache(folder, 1000);
    get(cache, "a");
    Path file = files().getFirst();
    byte[] right = Files.readAllBytes(file);
    byte[] flipped = right.clone();
    flipped[20] ^= 1;
    List<byte[]> damaged = List.of(flipped, new byte[0], Arrays.copyOf(right, 15));
    for (byte[] bytes : damaged) {
      Files.write(file, bytes);
      assertThat(get(cache, "a")).isEqualTo("a compiled");
      assertThat(Files.readAllBytes(file)).isEqualTo(right);
    }
    assertThat(compiled).isEqualTo(1 + damaged.size());
  }

  @Test
  void ofTooManyTheLongestUnusedGo() throws IOException {
    ObjectCache cache = new ObjectCache(folder, 180);
    for (String ir : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i")) {
      get(new ObjectCache(folder, 1000), ir);
      age(
          files().stream().filter(ObjectCacheTest::young).findFirst().orElseThrow(),
          1000 - compiled);
    }
    get(new ObjectCache(folder, 1000), "a"); // which makes it the youngest
    cache.trim();
    assertThat(files()).hasSize(5); // 26 bytes each, in three quarters of 180
    get(cache, "a");
    get(cache, "i");
    assertThat(compiled).isEqualTo(9);
    get(cache, "b");
    assertThat(compiled).isEqualTo(10);
  }

  @Test
  void whatFitsStays() throws IOException {
    ObjectCache cache = new ObjectCache(folder, 100);
    get(cache, "a");
    get(cache, "b");
    cache.trim();
    assertThat(files()).hasSize(2);
  }

  @Test
  void abandonedFilesGo() throws IOException {
    Path mine = Files.createFile(folder.resolve(AtomicFiles.UNFINISHED + "1"));
    Path left = Files.createFile(folder.resolve(AtomicFiles.UNFINISHED + "2"));
    age(left, 4000);
    new ObjectCache(folder, 100).trim();
    assertThat(mine).exists();
    assertThat(left).doesNotExist();
  }

  @Test
  void theCacheMayBeOff() throws IOException {
    ObjectCache off = new ObjectCache(folder, 0);
    get(off, "a");
    get(off, "a");
    assertThat(compiled).isEqualTo(2);
    assertThat(files()).isEmpty();
  }

  @Test
  void withoutAFolderProgramsCompile() throws IOException {
    Path file = Files.createFile(folder.resolve("no folder"));
    ObjectCache cache = new ObjectCache(file, 1000);
    assertThat(get(cache, "a")).isEqualTo("a compiled");
    assertThat(get(cache, "a")).isEqualTo("a compiled");
    assertThat(compiled).isEqualTo(2);
  }

  @Test
  void processesShareIt() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SharingProcess.class.getName(),
                  folder.toString())
              .inheritIO()
              .start());
    }
    for (Process p : processes) {
      assertThat(p.waitFor()).isZero();
    }
    assertThat(CachedFiles.bytes(folder)).isLessThanOrEqualTo(SharingProcess.LIMIT);
    assertThat(files()).noneMatch(f -> f.getFileName().toString().startsWith("."));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static boolean young(Path file) {
    return modified(file).isAfter(Instant.now().minusSeconds(100));
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void age(Path file, int seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
  }
}
