package linum.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import linum.transform.ShapeDtypeStruct;
import org.jspecify.annotations.Nullable;

/// The checkpoints of a training in one folder: it decides which steps are saved and which are
/// kept, and survives crashes.
///
/// ```java
/// try (var manager = new CheckpointManager(Path.of("checkpoints"),
///     new CheckpointManagerOptions().saveIntervalSteps(100).maxToKeep(3))) {
///   for (int step = 0; step < 1000; step++) {
///     state = train.apply(state, batch);
///     manager.save(step, state);
///   }
/// }
/// var state = manager.restore(manager.latestStep().getAsLong(), freshState);
/// ```
///
/// A checkpoint is a folder: the arrays as safetensors, the tree as JSON, and the sums of both. It
/// gets its name when all of it is on the disk, so that a step that is listed is complete, whenever
/// the process or the machine stops. Processes that share a folder write to it one after the other.
///
/// In JAX: `orbax.checkpoint.CheckpointManager`, which stores arrays in another format.
public final class CheckpointManager implements AutoCloseable {
  private final CheckpointManagerOptions options;
  private final StepFolders folders;
  private final BackgroundSave background = new BackgroundSave();

  /// Something done with files.
  private interface FileWork<T extends @Nullable Object> {
    T run() throws IOException;
  }

  public CheckpointManager(Path directory) {
    this(directory, new CheckpointManagerOptions());
  }

  /// @throws IllegalArgumentException if the folder is not there and is not to be made
  /// @throws UncheckedIOException if it cannot be read
  public CheckpointManager(Path directory, CheckpointManagerOptions options) {
    this.options = options;
    this.folders =
        new StepFolders(
            directory.toAbsolutePath().normalize(),
            new StepNames(options.stepPrefix(), options.stepFormatFixedLength()));
    files("open", this::prepare);
  }

  private @Nullable Void prepare() throws IOException {
    if (options.create() && !options.readOnly()) {
      Files.createDirectories(folders.root());
    } else if (!Files.isDirectory(folders.root())) {
      throw new IllegalArgumentException(
          "there is no folder %s\nMake it with new CheckpointManagerOptions().create(true), or give another."
              .formatted(folders.root()));
    }
    if (!options.readOnly()) {
      try (FolderLock lock = FolderLock.tryAcquire(folders.root(), Duration.ZERO)) {
        if (lock != null) {
          folders.cleanUp();
        }
      }
    }
    return null;
  }

  /// The folder of the checkpoints.
  public Path directory() {
    return folders.root();
  }

  /// Whether [#save] would save this step: it is due by the options, or the first one, and it is
  /// after the newest one.
  public boolean shouldSave(long step) {
    OptionalLong latest = background.pending();
    return options.shouldSave(step, latest.isPresent() ? latest : latestStep());
  }

  /// Saves a tree if the step is due, see [#shouldSave].
  ///
  /// @return whether it is saved
  /// @throws IllegalStateException if the save before failed in the background, with that failure
  ///   as the cause
  public boolean save(long step, Object tree) {
    return save(step, tree, new SaveArgs());
  }

  /// As [#save(long, Object)], with numbers that say how good it is.
  ///
  /// @param metrics numbers or scalar arrays by name
  public boolean save(long step, Object tree, Map<String, ?> metrics) {
    return save(step, tree, new SaveArgs().metrics(metrics));
  }

  /// As [#save(long, Object)], with what is saved besides.
  ///
  /// Unless saving in the background is turned off, it returns as soon as the arrays are copied;
  /// files are written meanwhile, one save at a time.
  ///
  /// @throws InvalidCheckpointError if the step is forced, but is there already
  /// @throws IllegalArgumentException if the tree has something that cannot be saved
  public synchronized boolean save(long step, Object tree, SaveArgs args) {
    background.await();
    if (step < 0) {
      throw new IllegalArgumentException("save: steps count from 0, got %d".formatted(step));
    }
    if (options.readOnly()) {
      throw new IllegalStateException(
          "save: this manager may only read %s\nLeave readOnly(true) out of its options."
              .formatted(folders.root()));
    }
    if (!args.force() && !shouldSave(step)) {
      return false;
    }
    if (Files.exists(folders.folder(step))) {
      throw folders.exists(step);
    }
    Snapshot snapshot =
        new Snapshot(step, StateDict.of(tree), args.numbers(), args.customMetadata());
    if (options.enableAsyncCheckpointing()) {
      Snapshot copy = snapshot.copied();
      background.start(step, () -> write(copy));
    } else {
      write(snapshot);
    }
    return true;
  }

  private void write(Snapshot snapshot) {
    files(
        "save step " + snapshot.step(),
        () -> {
          try (FolderLock _ = FolderLock.acquire(folders.root(), StepFolders.PATIENCE)) {
            folders.write(snapshot);
            for (long old : retention().toRemove()) {
              folders.remove(old);
            }
          }
          return null;
        });
  }

  /// The tree of a step, in the place of the arrays of a target.
  ///
  /// Of the target only structure, shapes and types count: arrays may be [ShapeDtypeStruct]s, and
  /// floating arrays come in the precision of the target.
  ///
  /// @throws IllegalArgumentException listing every place where they differ; or if there is no such
  ///   step
  /// @throws DamagedFileException if the files are not what was written
  public <T> T restore(long step, T target) {
    return Restoration.restore("restore step " + step, target, state(step), Restoration.Fit.EXACT);
  }

  /// As [#restore(long, Object)], of a part: what was saved may have more than the target, which is
  /// not read then. In JAX: `PyTreeRestore(partial_restore=True)`.
  public <T> T partialRestore(long step, T target) {
    return Restoration.restore(
        "restore a part of step " + step, target, state(step), Restoration.Fit.PARTIAL);
  }

  /// The tree of a step as nested maps with text for keys, as [Serialization#toStateDict] has it.
  ///
  /// @throws IllegalArgumentException if there is no such step
  /// @throws DamagedFileException if the files are not what was written
  public @Nullable Object restore(long step) {
    return StoredTrees.map(state(step), stored -> stored.read().get());
  }

  /// As [#restore(long)], with types in place of arrays, which are not read.
  public @Nullable Object itemMetadata(long step) {
    return StoredTrees.map(state(step), stored -> new ShapeDtypeStruct(stored.aval()));
  }

  private @Nullable Object state(long step) {
    return files("restore step " + step, () -> open(step).state());
  }

  private Checkpoint open(long step) throws IOException {
    if (!Checkpoint.isAt(folders.folder(step)) && !Files.exists(folders.folder(step))) {
      throw new IllegalArgumentException(
          "there is no checkpoint of step %d in %s, but of the steps %s"
              .formatted(step, folders.root(), folders.steps()));
    }
    return Checkpoint.open(folders.folder(step), step);
  }

  /// The steps that are saved completely, in order. In JAX, the one being saved counts, too.
  public List<Long> allSteps() {
    return files("list", folders::steps);
  }

  /// The highest step that is saved completely.
  public OptionalLong latestStep() {
    List<Long> steps = allSteps();
    return steps.isEmpty() ? OptionalLong.empty() : OptionalLong.of(steps.getLast());
  }

  /// The best step by the options' `bestFn`, the latest one without.
  public OptionalLong bestStep() {
    if (options.bestFn() == null) {
      return latestStep();
    }
    List<Long> ranked = files("list", () -> retention().ranked());
    return ranked.isEmpty() ? OptionalLong.empty() : OptionalLong.of(ranked.getLast());
  }

  private Retention retention() throws IOException {
    TreeMap<Long, @Nullable Map<String, Double>> metrics = new TreeMap<>();
    for (long step : folders.steps()) {
      metrics.put(step, options.bestFn() == null ? null : open(step).metrics().orElse(null));
    }
    return new Retention(options, metrics);
  }

  /// The metrics that were saved with a step; empty if there were none.
  public Optional<Map<String, Double>> metrics(long step) {
    return files("read step " + step, () -> open(step).metrics());
  }

  /// The text that was saved with a step.
  public Map<String, String> metadata(long step) {
    return files("read step " + step, () -> open(step).metadata());
  }

  /// Removes a step.
  ///
  /// @throws IllegalArgumentException if there is no such step
  public synchronized void delete(long step) {
    background.await();
    files(
        "delete step " + step,
        () -> {
          try (FolderLock _ = FolderLock.acquire(folders.root(), StepFolders.PATIENCE)) {
            if (!Files.exists(folders.folder(step))) {
              open(step);
            }
            folders.remove(step);
          }
          return null;
        });
  }

  /// Whether a save is under way in the background.
  public boolean isSavingInProgress() {
    return background.isRunning();
  }

  /// Waits until everything is saved.
  ///
  /// @throws IllegalStateException if that failed, with the failure as the cause
  public void waitUntilFinished() {
    background.await();
  }

  /// Does nothing if no save has failed in the background. Does not wait.
  ///
  /// @throws IllegalStateException if one did, with the failure as the cause
  public void checkForErrors() {
    background.check();
  }

  /// Waits until everything is saved.
  ///
  /// @throws IllegalStateException if that failed, with the failure as the cause
  @Override
  public void close() {
    background.await();
  }

  private <T extends @Nullable Object> T files(String operation, FileWork<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot %s in %s: %s".formatted(operation, folders.root(), e), e);
    }
  }
}
