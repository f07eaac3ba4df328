package linum.bench.peers;

import java.util.List;
import java.util.Optional;

/// A library that Linum is measured beside. Found by [java.util.ServiceLoader].
public interface Peer {
  /// All there are, in the order of tables.
  List<String> NAMES = List.of("xla", "libtorch");

  String name();

  /// Makes ready with a number of threads.
  ///
  /// @return false if the library is not here
  boolean start(int threads);

  /// The workload as this peer runs it; nothing if it has no twin of it.
  Optional<Contestant> enter(Workload workload);
}
