package linum.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;

/// A process that runs one workload with one library, and prints by how many bytes its memory rose
/// above what it was before, at most. Where the system does not tell, it prints nothing.
public final class Memory {
  private static final Path STATUS = Path.of("/proc/self/status");

  private Memory() {}

  /// Runs and prints.
  ///
  /// @param arguments `linum` or a peer's name, and the workload
  public static void main(String[] arguments) throws IOException {
    String who = arguments[0];
    String name = arguments[1];
    run(who, Registry.standard().workload("simple graph"));
    Workload workload = Registry.standard().workload(name);
    long before = bytes("VmRSS");
    run(who, workload);
    long after = bytes("VmHWM");
    if (before > 0 && after > 0) {
      System.out.println(after - before);
    }
    Runtime.getRuntime().halt(0);
  }

  private static void run(String who, Workload workload) {
    try (Contestant contestant = contestant(who, workload)) {
      for (int i = 0; i < 3; i++) {
        contestant.ways().getFirst().run().run();
      }
    }
  }

  private static Contestant contestant(String who, Workload workload) {
    if (who.equals("linum")) {
      return new LinumContestant(workload);
    }
    for (Peer peer : ServiceLoader.load(Peer.class)) {
      if (peer.name().equals(who) && peer.start(1)) {
        return peer.enter(workload).orElseThrow();
      }
    }
    throw new IllegalArgumentException("no peer " + who + " is here");
  }

  private static long bytes(String entry) throws IOException {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(entry + ":")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    return 0;
  }
}
