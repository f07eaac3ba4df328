package linum.bench.peers;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// All side-by-side measurements: a process for each number of threads, then those that need a
/// process of their own.
public final class SideBySide {
  private static final String FIRST = "first jitted call in a fresh JVM";
  private static final List<String> FOR_MEMORY =
      List.of("mlp step", "cnn step", "transformer block", "lstm");
  private static final int FIRST_CALLS = 3;

  /// What all workloads together may take.
  private static final double SECONDS = 420;

  private final String word;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> memory = new ArrayList<>();

  private SideBySide(String word) {
    this.word = word;
  }

  /// Measures everything whose name has a word in it, prints a table, and gives the rows.
  public static JsonArray run(String word) throws IOException, InterruptedException {
    SideBySide all = new SideBySide(word);
    Path cache = Files.createTempDirectory("linum-bench");
    try {
      all.measure(cache);
    } finally {
      Children.delete(cache);
    }
    if (!all.rows.isEmpty()) {
      System.out.println(Report.table(all.rows));
    }
    all.memory.forEach(System.out::println);
    return Json.array(all.rows);
  }

  private void measure(Path cache) throws IOException, InterruptedException {
    Path file = cache.resolve("rows.json");
    int most = Math.min(2, Runtime.getRuntime().availableProcessors());
    long start = System.nanoTime();
    for (int threads = 1; threads <= most; threads++) {
      Children children = new Children(cache.resolve("track" + threads));
      double left = SECONDS - (System.nanoTime() - start) / 1e9;
      String seconds = String.valueOf(left / (most - threads + 1));
      children.run(Track.class, threads, String.valueOf(threads), file.toString(), seconds, word);
      rows.addAll(Json.parse(Files.readString(file)));
    }
    if (Registry.matches(FIRST, word)) {
      first(cache, most);
    }
    for (String name : FOR_MEMORY) {
      if (Registry.matches("memory " + name, word)) {
        memory(new Children(cache.resolve("memory")), name);
      }
    }
  }

  /// The first call with empty caches and with Linum's cache of what it compiled; and both with the
  /// JVM's cache of the classes that a run before loaded and linked, as the kernel has one and as
  /// an application can.
  private void first(Path cache, int threads) throws IOException, InterruptedException {
    Children known = new Children(cache.resolve("first"));
    known.run(FirstCall.class, threads);
    both(cache, known, List.of(), "", threads);
    Path classes = cache.resolve("classes.aot");
    known.run(List.of("-XX:AOTCacheOutput=" + classes), FirstCall.class, threads);
    if (Files.exists(classes)) { // else this JVM makes none
      both(cache, known, List.of("-XX:AOTCache=" + classes), ", AOT cache", threads);
    }
  }

  private void both(Path cache, Children known, List<String> options, String with, int threads)
      throws IOException, InterruptedException {
    Times cold = new Times();
    Times warm = new Times();
    for (int i = 0; i < FIRST_CALLS; i++) {
      Children fresh = new Children(Files.createTempDirectory(cache, "fresh"));
      cold.add(seconds(fresh, options, threads));
      warm.add(seconds(known, options, threads));
    }
    rows.add(Row.alone(FIRST + ", cold" + with, threads, cold.median(), 0.5));
    rows.add(Row.alone(FIRST + ", warm" + with, threads, warm.median(), 0.15));
  }

  private static double seconds(Children children, List<String> options, int threads)
      throws IOException, InterruptedException {
    String output = children.run(options, FirstCall.class, threads);
    return Double.parseDouble(output.substring(0, output.indexOf(' ')));
  }

  private void memory(Children children, String name) throws InterruptedException {
    StringBuilder line = new StringBuilder("memory at most, " + name + ":");
    List<String> all = new ArrayList<>(List.of("linum"));
    all.addAll(Peer.NAMES);
    for (String who : all) {
      try {
        String bytes = children.run(Memory.class, 1, who, name).strip();
        line.append(
            bytes.isEmpty() ? "" : "  %s %d MB".formatted(who, Long.parseLong(bytes) >> 20));
      } catch (IOException e) {
        line.append("  ").append(who).append(" -");
      }
    }
    memory.add(line.toString());
  }
}
