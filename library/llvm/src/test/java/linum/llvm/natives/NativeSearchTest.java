package linum.llvm.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import linum.ir.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeSearchTest {
  private static final String PROPERTY = "linum.test.library";
  private static final NativeArtifact ABSENT =
      new NativeArtifact("org.example:absent", "org/example/", List.of("libabsent.so"));

  @TempDir private Path folder;
  @TempDir private Path jars;
  private Path cacheBefore;
  private NativeArtifact present;

  @BeforeEach
  void cacheOfItsOwn() {
    cacheBefore = Config.COMPILATION_CACHE_DIR.get();
    Config.COMPILATION_CACHE_DIR.set(folder);
  }

  @AfterEach
  void cacheOfBefore() {
    Config.COMPILATION_CACHE_DIR.set(cacheBefore);
    System.clearProperty(PROPERTY);
  }

  private static NativeSearch search(List<String> system, NativeArtifact artifact) {
    return new NativeSearch("Thing", PROPERTY, "LINUM_TEST_LIBRARY", system, artifact);
  }

  private static String anyVersion(Library library) {
    return "Thing 1";
  }

  /// A jar with a small library that every JDK has.
  @BeforeEach
  void makeJar() throws IOException {
    String name = System.mapLibraryName("syslookup");
    Path home = Path.of(System.getProperty("java.home"));
    Path lib = home.resolve(Platform.HERE.isWindows() ? "bin" : "lib").resolve(name);
    Path jar = jars.resolve("present-1.0.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("org/example/" + name));
      out.write(Files.readAllBytes(lib));
    }
    present =
        new NativeArtifact(
            "org.example:present",
            "org/example/",
            List.of(name),
            new URLClassLoader(new URL[] {jar.toUri().toURL()}));
  }

  @Test
  void theArtifactIsUnpackedOnce() throws IOException {
    NativeSearch search = search(List.of("/no/such/file"), present);
    assertThat(search.openUnpacked(NativeSearchTest::anyVersion)).isEmpty();
    assertThat(files()).isEmpty();

    NativeSearch.Opened opened = search.open(NativeSearchTest::anyVersion);
    assertThat(opened.found().how()).isEqualTo("org.example:present");
    assertThat(opened.library().find("strlen")).isPresent();
    Path file = Path.of(opened.found().path());
    assertThat(file).startsWith(folder);
    assertThat(files()).allMatch(f -> present.files().contains(f.toFile().getName()));

    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    search.open(NativeSearchTest::anyVersion);
    assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(1_000_000);
    assertThat(search.openUnpacked(NativeSearchTest::anyVersion)).isPresent();
  }

  @Test
  void anUnfinishedFileIsReplaced() throws IOException {
    Path file = present.unpack();
    long size = Files.size(file);
    Files.write(file, new byte[100]);
    assertThat(present.unpack()).isEqualTo(file);
    assertThat(file).hasSize(size);
  }

  @Test
  void whatTheUserSetIsTriedAlone() throws IOException {
    Path unpacked = present.unpack();
    System.setProperty(PROPERTY, unpacked.toString());
    assertThat(search(List.of(), ABSENT).open(NativeSearchTest::anyVersion).found())
        .hasToString("Thing 1, " + unpacked + " (-D" + PROPERTY + ")");

    System.setProperty(PROPERTY, "/no/such/file");
    assertThatIllegalStateException()
        .isThrownBy(() -> search(List.of(), present).open(NativeSearchTest::anyVersion))
        .withMessageStartingWith(
            "Thing cannot be used: /no/such/file set by -Dlinum.test.library: ")
        .withMessageEndingWith("Name another file, or set nothing to have one found");
  }

  @Test
  void aLibraryOfNoUseIsPassedOver() throws IOException {
    String unpacked = present.unpack().toString();
    assertThatIllegalStateException()
        .isThrownBy(() ->
            search(List.of(unpacked), ABSENT)
                .open(_ -> {
                  throw new IllegalStateException("it is too old");
                }))
        .withMessage(
            "Thing was not found: the system has none that works; %s: it is too old; "
                    .formatted(unpacked)
                + "org.example:absent for %s is not on the class path. ".formatted(Platform.HERE)
                + "Install it, or set -Dlinum.test.library=/path/to/its/file");
  }

  @Test
  void platformsHaveTheNamesOfArtifacts() {
    assertThat(Platform.of("Linux", "amd64")).hasToString("linux-x86_64");
    assertThat(Platform.of("Linux", "aarch64")).hasToString("linux-arm64");
    assertThat(Platform.of("Mac OS X", "aarch64")).hasToString("macosx-arm64");
    assertThat(Platform.of("Windows 11", "amd64")).hasToString("windows-x86_64");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
