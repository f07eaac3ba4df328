package linum.bench.peers;

import java.util.List;

/// A workload ready to be run by somebody.
public interface Contestant extends AutoCloseable {

  /// The outputs of one run from the inputs as they were given, element by element. Called once,
  /// before any other run.
  List<float[]> results();

  /// Ways to run it, of which the fastest counts.
  List<Way> ways();

  @Override
  void close();

  /// A way to run it.
  ///
  /// @param name where in a table it belongs, such as `call` or `loop`
  /// @param run runs once, and waits until it is done
  /// @param times how often that runs the workload
  record Way(String name, Runnable run, int times) {}
}
