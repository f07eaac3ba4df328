package linum.bench.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import linum.bench.tensorflow.Xla;
import org.jspecify.annotations.Nullable;

/// XLA, JAX's compiler.
public final class XlaPeer implements Peer {
  private static final String FOLDER = System.getProperty("linum.bench.tensorflow", "");

  private @Nullable Xla xla;

  @Override
  public String name() {
    return "xla";
  }

  @Override
  public boolean start(int threads) {
    if (FOLDER.isEmpty() || !Files.exists(Path.of(FOLDER, "libtensorflow_cc.so.2"))) {
      return false;
    }
    xla = new Xla(Path.of(FOLDER), threads);
    return true;
  }

  @Override
  public Optional<Contestant> enter(Workload workload) {
    return xla == null ? Optional.empty() : Optional.of(new XlaContestant(xla, workload));
  }

  /// The compiler, once it is started.
  Xla xla() {
    if (xla == null) {
      throw new IllegalStateException("XLA was not started");
    }
    return xla;
  }
}
