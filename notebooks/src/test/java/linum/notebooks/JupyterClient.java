package linum.notebooks;

import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Debian's `nbclient`, with a kernelspec of the classes under test.
final class JupyterClient {
  private static final int MINUTES = 8;

  private final String python;
  private final Path jupyterPath;

  private JupyterClient(String python, Path jupyterPath) {
    this.python = python;
    this.jupyterPath = jupyterPath;
  }

  /// @param options further options of the kernel's JVM
  /// @throws IllegalStateException if no Python here has nbclient
  static JupyterClient create(Path folder, String... options) {
    String python =
        Stream.of("/usr/bin/python3", "python3")
            .filter(p -> succeeds(List.of(p, "-c", "import nbclient, nbformat")))
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException(
                    "no python3 here has nbclient.\n./linum test installs it."));
    writeKernelspec(folder.resolve("kernels/linum"), List.of(options));
    return new JupyterClient(python, folder);
  }

  /// Runs a notebook; the executed one is returned.
  ///
  /// @throws AssertionError with what the client printed, if a cell that must not fail does
  Notebook run(Path notebook, Path executed) {
    try {
      Path log = Files.createTempFile("notebook", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(python, "execute.py", notebook.toString(), executed.toString())
              .redirectErrorStream(true)
              .redirectInput(Redirect.from(new File("/dev/null")))
              .redirectOutput(log.toFile());
      builder.environment().put("JUPYTER_PATH", jupyterPath.toAbsolutePath().toString());
      Process process = builder.start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        throw new AssertionError(notebook + " did not end within " + MINUTES + " minutes");
      }
      if (process.exitValue() != 0) {
        throw new AssertionError(Files.readString(log));
      }
      return Notebook.read(executed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while a notebook ran", e);
    }
  }

  private static void writeKernelspec(Path folder, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("linum.kernel.Main", "{connection_file}"));
    Map<String, Object> spec =
        Map.of(
            "display_name",
            "Linum under test",
            "language",
            "java",
            "interrupt_mode",
            "message",
            "argv",
            command);
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("kernel.json"), new Gson().toJson(spec));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while looking for python", e);
    }
  }
}
