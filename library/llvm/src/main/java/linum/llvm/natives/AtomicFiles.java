package linum.llvm.natives;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Files that several processes write: others see one whole or not at all.
final class AtomicFiles {
  /// What the names of unfinished files begin with.
  static final String UNFINISHED = ".unfinished";

  private AtomicFiles() {}

  /// Writes a file under another name beside it, then moves it to its place.
  static void write(Path target, InputStream content) throws IOException {
    Path partial = Files.createTempFile(target.getParent(), UNFINISHED, "");
    try {
      Files.copy(content, partial, StandardCopyOption.REPLACE_EXISTING);
      try {
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException _) {
        Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(partial);
    }
  }
}
