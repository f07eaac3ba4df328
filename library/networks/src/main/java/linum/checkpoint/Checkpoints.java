package linum.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import linum.checkpoint.Restoration.Fit;
import org.jspecify.annotations.Nullable;

/// Checkpoints as files, one for each step, that Flax reads and writes, too.
///
/// ```java
/// saveCheckpoint(Path.of("my_checkpoints"), state, 100,
///     new SaveOptions().prefix("my_model").overwrite(true));
/// var state = restoreCheckpoint(Path.of("my_checkpoints"), freshState, "my_model");
/// ```
///
/// A file is replaced as a whole or not at all. A [CheckpointManager] does more: it writes in the
/// background, keeps the best ones, and knows whether a file was changed.
///
/// In JAX: `flax.training.checkpoints`, in the format that has no Orbax in it.
public final class Checkpoints {
  private Checkpoints() {}

  /// Saves a tree as `checkpoint_<step>`, and removes the files before it.
  ///
  /// @param step whole or not
  /// @return the file
  /// @throws InvalidCheckpointError if there is a file of this step or a later one
  /// @throws UncheckedIOException if it cannot be written
  public static Path saveCheckpoint(Path dir, Object target, Number step) {
    return saveCheckpoint(dir, target, step, new SaveOptions());
  }

  /// As [#saveCheckpoint(Path, Object, Number)], with options.
  public static Path saveCheckpoint(Path dir, Object target, Number step, SaveOptions options) {
    Path file = file(dir, step, options.prefix());
    Object state = StateDict.of(target);
    try {
      Files.createDirectories(dir);
      if (!options.overwrite()) {
        checkIsNewest(dir, file, options.prefix());
      }
      Path temporary = dir.resolve(options.prefix() + "tmp");
      Files.deleteIfExists(temporary);
      Durable.write(temporary, out -> Msgpack.FLAX.write(state, out));
      Durable.move(temporary, file);
      removeOthers(dir, file, options);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s: %s".formatted(file, e), e);
    }
    return file;
  }

  private static Path file(Path dir, Number step, String prefix) {
    return dir.resolve(prefix + step);
  }

  private static void checkIsNewest(Path dir, Path file, String prefix) throws IOException {
    List<Path> there = all(dir, prefix);
    if (!there.isEmpty() && ORDER.compare(name(there.getLast()), name(file)) >= 0) {
      throw new InvalidCheckpointError(
          "saveCheckpoint: %s is not newer than %s\nSave a later step, or replace them: new SaveOptions().overwrite(true)."
              .formatted(file, there.getLast()));
    }
  }

  private static void removeOthers(Path dir, Path file, SaveOptions options) throws IOException {
    List<Path> files = all(dir, options.prefix());
    int newer = files.indexOf(file) + 1;
    if (options.overwrite()) {
      for (Path p : files.subList(newer, files.size())) {
        Durable.delete(p);
      }
      files = files.subList(0, newer);
    }
    double lastKept = Double.NEGATIVE_INFINITY;
    Integer distance = options.keepEveryNSteps();
    for (Path p : files.subList(0, Math.max(0, files.size() - options.keep()))) {
      double step = NaturalOrder.lastNumber(name(p)).orElse(Double.NEGATIVE_INFINITY);
      if (distance != null && step - lastKept >= distance) {
        lastKept = step;
      } else {
        Durable.delete(p);
      }
    }
  }

  private static final NaturalOrder ORDER = new NaturalOrder();

  private static String name(Path p) {
    return p.getFileName().toString();
  }

  private static List<Path> all(Path dir, String prefix) throws IOException {
    if (!Files.isDirectory(dir)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .filter(p -> isCheckpoint(name(p), prefix))
          .sorted((a, b) -> ORDER.compare(name(a), name(b)))
          .toList();
    }
  }

  // Files and folders beside the checkpoints that Flax or Orbax may have left.
  private static boolean isCheckpoint(String name, String prefix) {
    return name.startsWith(prefix)
        && !name.equals(prefix + "tmp")
        && !name.endsWith("_gda")
        && !name.contains(".orbax-checkpoint-tmp");
  }

  /// The target with the state of the latest `checkpoint_<step>` in a folder, or of the one file
  /// that `path` is. The target itself if there is none.
  ///
  /// @throws DamagedFileException if the file is not what was written
  /// @throws IllegalArgumentException listing every place where the trees differ, see
  ///   [Serialization#fromStateDict]
  public static <T> T restoreCheckpoint(Path path, T target) {
    return restoreCheckpoint(path, target, SaveOptions.PREFIX);
  }

  /// As [#restoreCheckpoint(Path, Object)], with another beginning of the names.
  public static <T> T restoreCheckpoint(Path path, T target, String prefix) {
    Optional<Path> file =
        Files.isRegularFile(path) ? Optional.of(path) : latestCheckpoint(path, prefix);
    return file.isPresent() ? restore(file.get(), target) : target;
  }

  /// The target with the state of the file of a step.
  ///
  /// @throws IllegalArgumentException if there is none, listing the steps that there are
  public static <T> T restoreCheckpoint(Path dir, T target, Number step) {
    return restoreCheckpoint(dir, target, step, SaveOptions.PREFIX);
  }

  /// As [#restoreCheckpoint(Path, Object, Number)], with another beginning of the names.
  public static <T> T restoreCheckpoint(Path dir, T target, Number step, String prefix) {
    Path file = file(dir, step, prefix);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          "restoreCheckpoint: there is no %s, but files of the steps %s"
              .formatted(file, availableSteps(dir, prefix)));
    }
    return restore(file, target);
  }

  private static <T> T restore(Path file, T target) {
    return Restoration.restore(
        "restoreCheckpoint from " + file, target, state(file), Fit.STRUCTURE);
  }

  /// What a file holds, see [Serialization#msgpackRestore]. In JAX: `restore_checkpoint(file,
  /// target=None)`.
  ///
  /// @throws DamagedFileException if the file is not what was written
  public static @Nullable Object restoreCheckpoint(Path file) {
    return state(file);
  }

  private static @Nullable Object state(Path file) {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          "%s is a folder, not a file of Flax\nFolders of a CheckpointManager are read by it; those of Orbax cannot be read."
              .formatted(file));
    }
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return Msgpack.read(bytes, file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, e), e);
    }
  }

  /// The file of the highest step `checkpoint_<step>`; empty if there is none.
  public static Optional<Path> latestCheckpoint(Path dir) {
    return latestCheckpoint(dir, SaveOptions.PREFIX);
  }

  /// As [#latestCheckpoint(Path)], with another beginning of the names.
  public static Optional<Path> latestCheckpoint(Path dir, String prefix) {
    List<Path> files = list(dir, prefix);
    return files.isEmpty() ? Optional.empty() : Optional.of(files.getLast());
  }

  /// The steps of the files `checkpoint_<step>` in a folder, in order: [Long]s, or [Double]s if
  /// they are written as such.
  public static List<Number> availableSteps(Path dir) {
    return availableSteps(dir, SaveOptions.PREFIX);
  }

  /// As [#availableSteps(Path)], with another beginning of the names.
  ///
  /// @throws IllegalArgumentException if a name does not end with a number
  public static List<Number> availableSteps(Path dir, String prefix) {
    return list(dir, prefix).stream().map(p -> step(p, prefix)).toList();
  }

  private static Number step(Path file, String prefix) {
    String step = name(file).substring(prefix.length());
    try {
      return step.matches("[-+]?\\d{1,18}") ? (Number) Long.valueOf(step) : Double.valueOf(step);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "availableSteps: the name of %s does not end with a step after '%s'\nMove it elsewhere, or give another prefix."
              .formatted(file, prefix),
          e);
    }
  }

  private static List<Path> list(Path dir, String prefix) {
    try {
      return all(dir, prefix);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(dir, e), e);
    }
  }
}
