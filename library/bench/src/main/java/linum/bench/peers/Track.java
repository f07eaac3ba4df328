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
  /// @param arguments the number of threads, the file, and a word of the workloads to run
  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[0]);
    String word = arguments.length > 2 ? arguments[2] : "";
    List<Peer> peers = new ArrayList<>();
    for (Peer peer : ServiceLoader.load(Peer.class)) {
      if (peer.start(threads)) {
        peers.add(peer);
      }
    }
    Limits limits = Limits.measure(threads);
    Report.progress(
        "%d thread%s; the machine: %.0f Gflop/s, %.1f GB/s"
            .formatted(
                threads,
                threads == 1 ? "" : "s",
                limits.flops() / 1e9,
                limits.reads() / 1e9,
                limits.copies() / 1e9));
    Race race = new Race(peers, limits, threads);
    List<Row> rows = new ArrayList<>();
    Map<String, Function<String, Workload>> workloads = Registry.standard().named(word);
    for (Map.Entry<String, Function<String, Workload>> w : workloads.entrySet()) {
      try {
        Row row = race.run(w.getValue().apply(w.getKey()));
        rows.add(row);
        Report.progress(Report.line(row));
      } catch (RuntimeException e) {
        Row row = Row.failed(w.getKey(), threads, e);
        rows.add(row);
        Report.progress(Report.line(row));
      }
    }
    if (threads == 1) {
      for (Row row : new Compiling(xla(peers), threads).rows(word)) {
        rows.add(row);
        Report.progress(Report.line(row));
      }
    }
    Files.writeString(Path.of(arguments[1]), Json.of(rows));
    // Threads of the peers would keep the process.
    Runtime.getRuntime().halt(0);
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
