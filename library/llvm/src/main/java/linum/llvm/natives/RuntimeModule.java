package linum.llvm.natives;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The IR of what all programs share: `linum_parallel`, and the threads behind it.
final class RuntimeModule {
  /// How often a thread without work looks for some before it sleeps: about ten microseconds.
  private static final int SPINS = 1000;

  private RuntimeModule() {}

  /// The module for this machine. It has threads where they are POSIX ones.
  static String ir() {
    if (Platform.HERE.isWindows()) {
      return resource("parts.ll") + resource("alone.ll");
    }
    return resource("parts.ll")
        + resource("pool.ll").replace("@SPINS@", Integer.toString(SPINS))
        + pause();
  }

  /// Tells the processor that this is a loop that waits.
  private static String pause() {
    String name =
        Platform.HERE.arch().equals("arm64") ? "@llvm.aarch64.hint(i32" : "@llvm.x86.sse2.pause(";
    String argument = Platform.HERE.arch().equals("arm64") ? " 1" : "";
    return String.join(
        "\n",
        "declare void " + name + ")",
        "define internal void @pause() alwaysinline nounwind {",
        "  call void " + name + argument + ")",
        "  ret void",
        "}",
        "");
  }

  private static String resource(String name) {
    try (InputStream in = RuntimeModule.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
