package linum.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import linum.core.Array;

/// Files of named arrays in the format of Hugging Face, which other frameworks read too.
///
/// ```java
/// Safetensors.saveFile(Map.of("w", w, "b", b), Path.of("model.safetensors"));
/// var tensors = Safetensors.loadFile(Path.of("model.safetensors"));
/// var w = Safetensors.safeOpen(Path.of("model.safetensors")).get("w");   // this one alone
/// ```
///
/// In JAX: `safetensors.flax`.
public final class Safetensors {
  private Safetensors() {}

  /// Writes arrays; replaces the file in one step, so that it is there as a whole or not at all.
  ///
  /// @throws IllegalArgumentException if an array holds keys of random numbers
  /// @throws linum.core.ConcretizationException if an array is traced
  /// @throws UncheckedIOException if it cannot be written
  public static void saveFile(Map<String, ? extends Array> tensors, Path file) {
    saveFile(tensors, file, Map.of());
  }

  /// As [#saveFile(Map, Path)], with text beside the arrays.
  public static void saveFile(
      Map<String, ? extends Array> tensors, Path file, Map<String, String> metadata) {
    Durable.replace(file, out -> write(tensors, metadata, out));
  }

  /// The bytes of such a file.
  ///
  /// @throws IllegalArgumentException if an array holds keys of random numbers
  public static byte[] save(Map<String, ? extends Array> tensors, Map<String, String> metadata) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(tensors, metadata, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// The arrays of a file by name, in the order of the file.
  ///
  /// @throws DamagedFileException if it is no such file, or does not hold what its header says
  /// @throws IllegalArgumentException if an array has an element type that is unknown here
  /// @throws UncheckedIOException if it cannot be read
  public static Map<String, Array> loadFile(Path file) {
    return all(safeOpen(file));
  }

  /// The arrays in the bytes of such a file.
  ///
  /// @throws DamagedFileException if they are no such bytes, or not what their header says
  /// @throws IllegalArgumentException if an array has an element type that is unknown here
  public static Map<String, Array> load(byte[] bytes) {
    return all(new SafetensorsFile(MemorySegment.ofArray(bytes), "the safetensors"));
  }

  /// The file, of which only the header is read now.
  ///
  /// @throws DamagedFileException if it is no such file, or its header does not fit its size
  /// @throws IllegalArgumentException if an array has an element type that is unknown here
  /// @throws UncheckedIOException if it cannot be read
  public static SafetensorsFile safeOpen(Path file) {
    return SafetensorsFile.open(file);
  }

  private static Map<String, Array> all(SafetensorsFile file) {
    Map<String, Array> tensors = new LinkedHashMap<>();
    file.keys().forEach(key -> tensors.put(key, file.get(key)));
    return java.util.Collections.unmodifiableMap(tensors);
  }

  static void write(
      Map<String, ? extends Array> tensors, Map<String, String> metadata, OutputStream out)
      throws IOException {
    SafetensorsHeader header = SafetensorsHeader.of(tensors, metadata);
    out.write(header.bytes());
    for (String key : header.tensors().keySet()) {
      ArrayBytes.write(java.util.Objects.requireNonNull(tensors.get(key)), out);
    }
  }
}
