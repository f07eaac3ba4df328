package linum.llvm.natives;

/// Does early what will be needed soon.
final class Background {
  private Background() {}

  /// Runs something on a thread of its own. Whoever needs what it makes does it too, or waits for
  /// it; so if it fails here, it fails there as well, where somebody hears of it.
  static void run(Runnable work) {
    Thread.ofPlatform()
        .daemon()
        .name("linum-start")
        .start(() -> {
          try {
            work.run();
          } catch (RuntimeException | LinkageError _) {
            // see above
          }
        });
  }
}
