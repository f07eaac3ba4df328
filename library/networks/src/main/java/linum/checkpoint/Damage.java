package linum.checkpoint;

import java.nio.file.Path;

/// Errors about files of checkpoints that are not what was written.
final class Damage {
  private Damage() {}

  static DamagedFileException of(Path file, String what) {
    return new DamagedFileException("%s is damaged: %s".formatted(file, what));
  }

  static DamagedFileException of(Path file, String what, Throwable cause) {
    return new DamagedFileException("%s is damaged: %s".formatted(file, what), cause);
  }
}
