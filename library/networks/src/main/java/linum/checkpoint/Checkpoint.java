package linum.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import linum.core.Array;
import linum.ir.DType;
import org.jspecify.annotations.Nullable;

/// The folder of one step, read.
record Checkpoint(Path folder, Manifest manifest) {

  static Checkpoint open(Path folder, long step) throws IOException {
    return new Checkpoint(folder, Manifest.read(folder, step));
  }

  /// The state; its arrays are read when they are asked for.
  @Nullable Object state() throws IOException {
    Json tree = json(TreeFile.FILE);
    Path file = folder.resolve(Snapshot.ARRAYS);
    manifest.check(folder, Snapshot.ARRAYS);
    SafetensorsFile arrays = arrays(file);
    return TreeFile.state(
        tree,
        stored -> {
          if (!arrays.keys().contains(stored.tensor())
              || !arrays.type(stored.tensor()).equals(KeyWords.type(stored.aval()))) {
            throw Damage.of(file, "it lacks the tensor '%s'".formatted(stored.tensor()));
          }
          return new StoredArray(stored.aval(), () -> read(arrays, stored, file));
        });
  }

  private static SafetensorsFile arrays(Path file) {
    try {
      return SafetensorsFile.open(file);
    } catch (DamagedFileException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw Damage.of(file, "an array has a type that was never written", e);
    }
  }

  private static Array read(SafetensorsFile arrays, TreeFile.Stored stored, Path file) {
    String sum = Checksum.of(arrays.bytes(stored.tensor()));
    if (!sum.equals(stored.crc32c())) {
      throw Damage.of(
          file,
          "the sum of '%s' is %s instead of %s".formatted(stored.tensor(), sum, stored.crc32c()));
    }
    Array array = arrays.get(stored.tensor());
    return stored.aval().dtype() == DType.KEY ? KeyWords.restore(array, stored.aval()) : array;
  }

  Optional<Map<String, Double>> metrics() throws IOException {
    if (!manifest.files().containsKey(Snapshot.METRICS)) {
      return Optional.empty();
    }
    Json json = json(Snapshot.METRICS);
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (String name : json.names()) {
      try {
        metrics.put(name, Double.valueOf(json.text(name)));
      } catch (NumberFormatException e) {
        throw Damage.of(json.file(), "its '%s' is no number".formatted(name), e);
      }
    }
    return Optional.of(metrics);
  }

  Map<String, String> metadata() throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    if (manifest.files().containsKey(Snapshot.METADATA)) {
      Json json = json(Snapshot.METADATA);
      json.names().forEach(name -> metadata.put(name, json.text(name)));
    }
    return metadata;
  }

  private Json json(String name) throws IOException {
    return Json.parse(folder.resolve(name), manifest.content(folder, name));
  }

  /// Whether a folder is one of a checkpoint at all, not one that a user put there.
  static boolean isAt(Path folder) {
    return Files.exists(folder.resolve(Manifest.FILE));
  }
}
