package linum.llvm.natives;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
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
  private static final String GENERATION = "linum 1";

  private static final String SUFFIX = ".object";
  private static final int DIGEST = 32;

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
  /// @param target what is compiled for and by
  /// @param passes what is done to the IR
  byte[] get(String ir, Target target, String passes, Supplier<byte[]> compile) {
    if (limit == 0) {
      return compile.get();
    }
    String key = String.join("\n", GENERATION, target.toString(), passes, ir);
    Path file =
        folder()
            .resolve(
                HexFormat.of().formatHex(digest(key.getBytes(StandardCharsets.UTF_8), 0)) + SUFFIX);
    byte[] kept = read(file);
    if (kept != null) {
      return kept;
    }
    byte[] object = compile.get();
    write(file, object);
    return object;
  }

  private static byte @Nullable [] read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length < DIGEST
          || !Arrays.equals(bytes, 0, DIGEST, digest(bytes, DIGEST), 0, DIGEST)) {
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
    System.arraycopy(digest(bytes, DIGEST), 0, bytes, 0, DIGEST);
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

  private static byte[] digest(byte[] bytes, int from) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(bytes, from, bytes.length - from);
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
