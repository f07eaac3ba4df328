package linum.npy;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import linum.core.Array;

/// Files that hold several arrays by name: a zip archive of `.npy` files. In JAX: `jnp.savez` and
/// `jnp.load`.
public final class Npz {
  private static final String SUFFIX = ".npy";
  // The earliest time that zip archives know, so that equal arrays make equal files.
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /// The arrays of a file by name, in the order of the file.
  ///
  /// @throws IllegalArgumentException if it is no such file, or an array in it is damaged
  /// @throws UncheckedIOException if it cannot be read
  public static Map<String, Array> load(Path file) {
    Map<String, Array> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        if (name.endsWith(SUFFIX)) {
          try (InputStream in = zip.getInputStream(entry)) {
            String key = name.substring(0, name.length() - SUFFIX.length());
            arrays.put(key, Npy.load(in, name + " in " + file));
          }
        }
      }
    } catch (ZipException e) {
      throw new IllegalArgumentException(
          "%s is no .npz file: it is no zip archive\nA .npy file is read with Npy.load."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
    return Collections.unmodifiableMap(arrays);
  }

  /// Writes arrays under their names, not compressed; replaces the file. In JAX: `jnp.savez(file,
  /// **arrays)`.
  ///
  /// @throws UncheckedIOException if it cannot be written
  public static void save(Path file, Map<String, ? extends Array> arrays) {
    write(file, arrays, ZipEntry.STORED);
  }

  /// Writes arrays under the names `arr_0`, `arr_1`, …. In JAX: `jnp.savez(file, *arrays)`.
  public static void save(Path file, List<? extends Array> arrays) {
    Map<String, Array> named = new LinkedHashMap<>();
    arrays.forEach(a -> named.put("arr_" + named.size(), a));
    save(file, named);
  }

  /// As [#save(Path, Map)], compressed. In NumPy: `savez_compressed`.
  public static void saveCompressed(Path file, Map<String, ? extends Array> arrays) {
    write(file, arrays, ZipEntry.DEFLATED);
  }

  private static void write(Path file, Map<String, ? extends Array> arrays, int method) {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, ? extends Array> e : arrays.entrySet()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Npy.save(bytes, e.getValue());
        zip.putNextEntry(entry(e.getKey() + SUFFIX, bytes.toByteArray(), method));
        bytes.writeTo(zip);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static ZipEntry entry(String name, byte[] content, int method) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(EPOCH);
    entry.setMethod(method);
    if (method == ZipEntry.STORED) {
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setCrc(crc.getValue());
      entry.setSize(content.length);
    }
    return entry;
  }
}
