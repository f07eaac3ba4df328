package linum.llvm.natives;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import linum.ir.Config;
import org.jspecify.annotations.Nullable;

/// Object files on disk, so that what one process compiled the next need not.
///
/// A file's name is the digest of everything that the object depends on, and it begins with the
/// digest of the rest: what is damaged is compiled again and replaced. Where the folder cannot be
/// read or written, programs are compiled as if there were no cache.
///
/// Safe to use from several threads and several processes.
final class ObjectCache {
  /// What changes when other code is generated for the same IR.
  private static final String GENERATION = "linum 2";

  private static final String SUFFIX = ".object";
  private static final int DIGEST = Digest.BYTES;

  private final Supplier<Path> folder;
  private final long limit;

  /// What was written since the folder was last looked over; too much, at first.
  private final AtomicLong unseen;

  /// @param limit how many bytes the files may take together; 0 for no cache
  ObjectCache(Path folder, long limit) {
    this(() -> folder, limit);
  }

  private ObjectCache(Supplier<Path> folder, long limit) {
    this.folder = folder;
    this.limit = limit;
    this.unseen = new AtomicLong(limit);
  }

  /// The one in [Config#COMPILATION_CACHE_DIR], wherever that is when it is used, of as many MiB as
  /// the system property `linum.cache.megabytes` says (512 unless set; 0 for none).
  static ObjectCache configured() {
    return new ObjectCache(
        () -> Config.COMPILATION_CACHE_DIR.get().resolve("objects"),
        Math.max(0, Long.getLong("linum.cache.megabytes", 512)) << 20);
  }

  Path folder() {
    return folder.get();
  }

  long limit() {
    return limit;
  }

  /// The object file for a module: from disk, or compiled and kept.
  ///
  /// @param name of [#name]
  byte[] get(String name, Supplier<byte[]> compile) {
    byte[] kept = find(name);
    if (kept != null) {
      return kept;
    }
    byte[] object = compile.get();
    keep(name, object);
    return object;
  }

  /// The name of what depends on nothing but some texts and the target.
  ///
  /// @param target what is compiled for and by
  static String name(Target target, String... texts) {
    return Digest.name(GENERATION + "\n" + target.text() + "\n" + String.join("\n", texts));
  }

  /// What is kept under a name.
  byte @Nullable [] find(String name) {
    return limit == 0 ? null : read(file(name));
  }

  /// Keeps something under a name.
  void keep(String name, byte[] content) {
    if (limit > 0) {
      write(file(name), content);
    }
  }

  private Path file(String name) {
    return folder().resolve(name + SUFFIX);
  }

  private static byte @Nullable [] read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length < DIGEST
          || !Arrays.equals(bytes, 0, DIGEST, Digest.of(bytes, DIGEST), 0, DIGEST)) {
        return null;
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return Arrays.copyOfRange(bytes, DIGEST, bytes.length);
    } catch (IOException _) {
      return null;
    }
  }

  private void write(Path file, byte[] object) {
    byte[] bytes = new byte[DIGEST + object.length];
    System.arraycopy(object, 0, bytes, DIGEST, object.length);
    System.arraycopy(Digest.of(bytes, DIGEST), 0, bytes, 0, DIGEST);
    Path parent = Objects.requireNonNull(file.getParent());
    try {
      Files.createDirectories(parent);
      AtomicFiles.write(file, new ByteArrayInputStream(bytes));
    } catch (IOException _) {
      return; // a full disk must not keep programs from running
    }
    // Looking over thousands of files takes a while, so nobody waits for it.
    if (unseen.addAndGet(bytes.length) > limit / 8) {
      unseen.set(0);
      Thread.ofPlatform().daemon().name("linum-cache").start(() -> trim(parent));
    }
  }

  /// Deletes what was not used for the longest time, until the rest fits.
  void trim() {
    trim(folder());
  }

  private void trim(Path files) {
    CachedFiles.trim(files, SUFFIX, limit);
  }
}
