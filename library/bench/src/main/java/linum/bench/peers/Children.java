package linum.bench.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import linum.llvm.natives.Jit;

/// Processes of the benchmarks, which end with the one that started them.
public final class Children {
  private static final long LIMIT_MINUTES = 20;

  private final Path cache;

  /// @param cache where Linum keeps what it compiled
  public Children(Path cache) {
    this.cache = cache;
  }

  /// Runs a class of this class path, and gives what it prints. The native library is that of this
  /// process: each has a cache of its own, and would unpack it there.
  ///
  /// @throws IOException if it fails or takes too long
  public String run(Class<?> main, int threads, String... arguments)
      throws IOException, InterruptedException {
    return run(List.of(), main, threads, arguments);
  }

  /// The same with more options for the JVM.
  public String run(List<String> options, Class<?> main, int threads, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-Xmx4g",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlinum.cache.dir=" + cache,
            "-Dlinum.threads=" + threads,
            "-Dlinum.llvm.library=" + Jit.get().found().path(),
            "-Dlinum.bench.tensorflow=" + System.getProperty("linum.bench.tensorflow", ""),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
    builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    Thread stop = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(stop);
    try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
      String output = reader.readAllAsString();
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException(main.getSimpleName() + " failed: " + output);
      }
      return output;
    } finally {
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(stop);
    }
  }

  /// Removes a folder of caches with all that is in it.
  public static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
