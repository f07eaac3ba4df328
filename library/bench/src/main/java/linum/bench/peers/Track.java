package linum.bench.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import linum.bench.tensorflow.Xla;
import org.jspecify.annotations.Nullable;

/// The process for one number of threads: runs the workloads, and writes their rows into a file.
public final class Track {
  private Track() {}

  /// Measures and writes.
  ///
  /// @param arguments the number of threads, the file, after how many seconds no workload is begun,
  ///   and a word of those to run
  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[0]);
    long end = System.nanoTime() + (long) (Double.parseDouble(arguments[2]) * 1e9);
    String word = arguments.length > 3 ? arguments[3] : "";
    List<Peer> peers = new ArrayList<>();
    for (Peer peer : ServiceLoader.load(Peer.class)) {
      if (peer.start(threads)) {
        peers.add(peer);
      }
    }
    List<Row> rows = new ArrayList<>();
    try (Limits limits = new Limits(threads)) {
      race(peers, limits, threads, end, word, rows);
    }
    if (threads == 1 && System.nanoTime() < end) {
      for (Row row : new Compiling(xla(peers), threads).rows(word)) {
        rows.add(row);
        Report.progress(Report.line(row));
      }
    }
    Files.writeString(Path.of(arguments[1]), Json.of(rows));
    // Threads of the peers would keep the process.
    Runtime.getRuntime().halt(0);
  }

  private static void race(
      List<Peer> peers, Limits limits, int threads, long end, String word, List<Row> rows)
      throws InterruptedException {
    limits.measure();
    Report.progress(
        "%d thread%s; the machine: %.0f Gflop/s, %.1f GB/s"
            .formatted(
                threads, threads == 1 ? "" : "s", limits.flops() / 1e9, limits.bandwidth() / 1e9));
    Race race = new Race(peers, limits, threads);
    Map<String, Function<String, Workload>> workloads = Registry.standard().named(word);
    for (Map.Entry<String, Function<String, Workload>> w : workloads.entrySet()) {
      Row row = row(race, w.getKey(), w.getValue(), threads, end);
      rows.add(row);
      Report.progress(Report.line(row));
    }
  }

  private static Row row(
      Race race, String name, Function<String, Workload> make, int threads, long end)
      throws InterruptedException {
    if (System.nanoTime() > end) {
      return Row.failed(name, threads, "no time was left");
    }
    try {
      return race.run(make.apply(name));
    } catch (RuntimeException e) {
      return Row.failed(name, threads, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Xla xla(List<Peer> peers) {
    for (Peer peer : peers) {
      if (peer instanceof XlaPeer x) {
        return x.xla();
      }
    }
    return null;
  }
}
