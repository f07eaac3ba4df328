package linum.checkpoint;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import linum.core.Array;
import linum.core.Buffer;
import linum.core.ConcreteArray;
import linum.core.Device;
import linum.core.HostArrays;
import linum.core.HostMemory;
import linum.core.Transfer;
import org.jspecify.annotations.Nullable;

/// What is about to be written as the checkpoint of a step.
///
/// @param state see [StateDict]
record Snapshot(
    long step,
    @Nullable Object state,
    @Nullable Map<String, Double> metrics,
    @Nullable Map<String, String> metadata) {
  static final String ARRAYS = "arrays.safetensors";
  static final String METRICS = "metrics.json";
  static final String METADATA = "metadata.json";

  /// This with copies of the arrays, which nobody deletes or donates.
  Snapshot copied() {
    return new Snapshot(step, copied(state), metrics, metadata);
  }

  private static @Nullable Object copied(@Nullable Object state) {
    return switch (state) {
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((k, v) -> copy.put(k, copied(v)));
        yield copy;
      }
      case Array a -> copied((ConcreteArray) Transfer.deviceGet(a));
      case null, default -> state;
    };
  }

  private static Array copied(ConcreteArray array) {
    Buffer copy = HostMemory.allocate(array.nbytes(), new Device("cpu", 0));
    HostArrays.read(array, bytes -> copy.segment().copyFrom(bytes));
    return ConcreteArray.of(array.aval(), copy);
  }

  /// Writes all files into an empty folder; when this returns they are on the disk.
  void write(Path folder) throws IOException {
    TreeFile tree = TreeFile.of(state);
    Durable.write(folder.resolve(ARRAYS), out -> Safetensors.write(tree.tensors(), Map.of(), out));
    Map<String, Manifest.Entry> files = new LinkedHashMap<>();
    files.put(ARRAYS, new Manifest.Entry(Files.size(folder.resolve(ARRAYS)), ""));
    files.put(TreeFile.FILE, write(folder, TreeFile.FILE, tree.bytes()));
    if (metrics != null) {
      JsonObject json = new JsonObject();
      metrics.forEach((name, x) -> json.addProperty(name, x.toString()));
      files.put(METRICS, write(folder, METRICS, Json.bytes(json)));
    }
    if (metadata != null) {
      JsonObject json = new JsonObject();
      metadata.forEach(json::addProperty);
      files.put(METADATA, write(folder, METADATA, Json.bytes(json)));
    }
    write(folder, Manifest.FILE, new Manifest(step, files).bytes());
    Durable.syncFolder(folder);
  }

  private static Manifest.Entry write(Path folder, String name, byte[] content) throws IOException {
    Durable.write(folder.resolve(name), out -> out.write(content));
    return new Manifest.Entry(content.length, Checksum.of(content));
  }
}
