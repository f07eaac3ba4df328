package linum.kernel;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import linum.kernel.protocol.ConnectionInfo;

/// The program that a front end starts.
public final class Main {
  private Main() {}

  /// Serves the front end that wrote the connection file, until it asks for the end.
  ///
  /// @param arguments the path of the connection file
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: java linum.kernel.Main CONNECTION_FILE");
      System.exit(2);
    }
    Kernel kernel = new Kernel(ConnectionInfo.read(Path.of(arguments[0])));
    endWithParent();
    kernel.start();
  }

  /// A front end that dies must not leave its kernels behind; Jupyter says who it is.
  private static void endWithParent() {
    String parent = System.getenv("JPY_PARENT_PID");
    if (parent != null && parent.matches("[1-9]\\d*")) {
      ProcessHandle.of(Long.parseLong(parent))
          .map(ProcessHandle::onExit)
          .ifPresent(end -> {
            CompletableFuture<Void> _ = end.thenRun(() -> Runtime.getRuntime().halt(1));
          });
    }
  }
}
