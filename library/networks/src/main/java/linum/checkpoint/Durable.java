package linum.checkpoint;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Files that are on the disk, as a whole, when a method returns: also if the power fails then.
final class Durable {
  private static final int BUFFER = 1 << 16;

  private Durable() {}

  /// Writes the content of a file.
  interface Content {
    void to(OutputStream out) throws IOException;
  }

  /// Writes a file that is not there yet.
  static void write(Path file, Content content) throws IOException {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
      content.to(out);
      out.flush();
      channel.force(true);
    }
  }

  /// Writes a file, or replaces it: until the end, the old one is there.
  ///
  /// @throws UncheckedIOException if that fails; the old file is as it was
  static void replace(Path file, Content content) {
    Path folder = folderOf(file);
    Path temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      write(temporary, content);
      move(temporary, file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s: %s".formatted(file, e.getMessage()), e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /// Gives a file or folder its final name, in one step; replaces a file of that name.
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    syncFolder(folderOf(to));
  }

  /// Sees to it that the names in a folder are on the disk. Some systems cannot open folders; they
  /// do without.
  static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (java.nio.file.AccessDeniedException _) {
      return;
    }
  }

  static Path folderOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }

  /// Removes a file or a folder with all in it.
  static void delete(Path path) throws IOException {
    if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(path)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path p : all) {
      Files.deleteIfExists(p);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException _) {
      // What is left over has a name that nobody reads.
      return;
    }
  }
}
