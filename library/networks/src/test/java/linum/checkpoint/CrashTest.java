package linum.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed while it saves loses nothing that it had saved.
class CrashTest {
  private static final int KILLS = 12;

  @TempDir Path folder;
  @TempDir Path outputs;

  @Test
  void whatWasSavedIsThereAfterAnyKill() throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < KILLS; i++) {
      boolean async = i % 2 == 1;
      long told = saveUntilKilled(async, random.nextInt(1, 4), random.nextInt(20_000_000));
      try (CheckpointManager manager =
          new CheckpointManager(folder, SavingProcess.options(false))) {
        List<Long> steps = manager.allSteps();
        // It may have saved some more, and removed as many, without a chance to say so.
        int more = async ? SavingProcess.STRIDE : 1;
        long oldest = Math.max(0, told + more - SavingProcess.KEPT + 1);
        assertThat(steps).containsAll(LongStream.rangeClosed(oldest, told).boxed().toList());
        for (long step : steps) {
          SavingProcess.assertIsTree(manager, step);
        }
      }
      assertThat(leftOvers()).isEmpty();
    }
  }

  /// The last step that the process told to be saved before it was killed, which happens at a time
  /// of its own.
  private long saveUntilKilled(boolean async, int lines, int nanos) throws Exception {
    Path told = Files.createTempFile(outputs, "told", ".txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SavingProcess.class.getName(),
                folder.toString(),
                Boolean.toString(async))
            .redirectError(Redirect.INHERIT)
            .redirectOutput(told.toFile())
            .start();
    try {
      while (lines(told).size() < lines) {
        assertThat(process.isAlive()).as("it saves until it is killed").isTrue();
        Thread.sleep(1);
      }
      long end = System.nanoTime() + nanos;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return Long.parseLong(lines(told).getLast());
  }

  /// The lines that were written to their end.
  private static List<String> lines(Path file) throws IOException {
    String all = Files.readString(file);
    return all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
  }

  private List<String> leftOvers() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString())
          .filter(n -> n.startsWith(".") && !n.equals(".lock"))
          .toList();
    }
  }
}
