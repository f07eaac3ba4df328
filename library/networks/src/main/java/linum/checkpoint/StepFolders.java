package linum.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/// A folder with a folder for each step, changed so that a step is there as a whole or not at all.
///
/// A step is written under another name, which it loses in one step at the end. What a crash leaves
/// behind has such a name still, and is removed by the next who has the [FolderLock].
record StepFolders(Path root, StepNames names) {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String WRITING = ".writing-";
  private static final String REMOVING = ".removing-";

  /// The steps that are there, in order.
  List<Long> steps() throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(Checkpoint::isAt)
          .map(p -> names.parse(p.getFileName().toString()))
          .filter(OptionalLong::isPresent)
          .map(OptionalLong::getAsLong)
          .sorted()
          .toList();
    }
  }

  Path folder(long step) {
    return root.resolve(names.of(step));
  }

  /// Writes a step. The lock is needed.
  ///
  /// @throws InvalidCheckpointError if it is there
  void write(Snapshot snapshot) throws IOException {
    Path folder = folder(snapshot.step());
    if (Files.exists(folder)) {
      throw exists(snapshot.step());
    }
    Path temporary = temporary(folder, WRITING);
    try {
      Files.createDirectory(temporary);
      snapshot.write(temporary);
      Durable.move(temporary, folder);
    } catch (IOException | RuntimeException e) {
      try {
        Durable.delete(temporary);
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  InvalidCheckpointError exists(long step) {
    return new InvalidCheckpointError(
        "save: there is a checkpoint of step %d in %s\nSave another step, or remove that one first: manager.delete(%d)."
            .formatted(step, root, step));
  }

  /// Removes a step. The lock is needed.
  void remove(long step) throws IOException {
    Path folder = folder(step);
    Path doomed = temporary(folder, REMOVING);
    Durable.move(folder, doomed);
    Durable.delete(doomed);
  }

  /// Removes what a crash left behind. The lock is needed.
  void cleanUp() throws IOException {
    List<Path> left;
    try (Stream<Path> all = Files.list(root)) {
      left =
          all.filter(
                  p -> {
                    String name = p.getFileName().toString();
                    return name.startsWith(".")
                        && (name.contains(WRITING) || name.contains(REMOVING));
                  })
              .toList();
    }
    for (Path p : left) {
      Durable.delete(p);
    }
  }

  private Path temporary(Path folder, String purpose) {
    return root.resolve("." + folder.getFileName() + purpose + UUID.randomUUID());
  }
}
