package linum.llvm.natives;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files of a cache, looked over. Other processes may delete them meanwhile.
final class CachedFiles {
  /// Nobody takes longer to write a file.
  private static final Duration ABANDONED = Duration.ofHours(1);

  private record Entry(Path path, long size, Instant used) {}

  private CachedFiles() {}

  /// How many bytes the files in a folder and in its folders take.
  static long bytes(Path folder) {
    return entries(folder).stream().mapToLong(Entry::size).sum();
  }

  /// Deletes the files that were used the longest time ago, until the others fit into three
  /// quarters of the limit; nothing if all fit into the limit. Unfinished files that were abandoned
  /// are deleted in any case.
  ///
  /// @param suffix what the names of the cache's files end with
  static void trim(Path folder, String suffix, long limit) {
    Instant threshold = Instant.now().minus(ABANDONED);
    List<Entry> all = entries(folder);
    all.stream()
        .filter(e -> name(e).startsWith(AtomicFiles.UNFINISHED) && e.used().isBefore(threshold))
        .forEach(CachedFiles::delete);
    List<Entry> files =
        all.stream()
            .filter(e -> name(e).endsWith(suffix))
            .sorted(Comparator.comparing(Entry::used))
            .toList();
    long total = files.stream().mapToLong(Entry::size).sum();
    if (total <= limit) {
      return;
    }
    for (Entry e : files) {
      if (total <= limit / 4 * 3) {
        return;
      }
      delete(e);
      total -= e.size();
    }
  }

  private static String name(Entry e) {
    return String.valueOf(e.path().getFileName());
  }

  private static List<Entry> entries(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.map(CachedFiles::entry).flatMap(Stream::ofNullable).toList();
    } catch (IOException | UncheckedIOException _) {
      return List.of(); // there is no such folder, or it is being deleted
    }
  }

  private static @Nullable Entry entry(Path path) {
    try {
      BasicFileAttributes a = Files.readAttributes(path, BasicFileAttributes.class);
      return a.isRegularFile() ? new Entry(path, a.size(), a.lastModifiedTime().toInstant()) : null;
    } catch (IOException _) {
      return null;
    }
  }

  private static void delete(Entry e) {
    try {
      Files.deleteIfExists(e.path());
    } catch (IOException _) {
      // It is in use on a system that does not delete such files; another time, then.
    }
  }
}
