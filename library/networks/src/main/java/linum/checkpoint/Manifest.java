package linum.checkpoint;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What belongs to a checkpoint: its files, how long they are, and the sums of those that are read
/// as a whole. A line of JSON, and a line with the sum of that one.
record Manifest(long step, Map<String, Entry> files) {
  static final String FILE = "manifest";
  private static final int FORMAT = 1;
  private static final int SUM_LENGTH = 9;
  private static final long LONGEST = 1 << 20;

  /// @param crc32c empty if the sums are elsewhere
  record Entry(long bytes, String crc32c) {}

  Manifest {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  byte[] bytes() {
    JsonObject json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("step", step);
    JsonObject entries = new JsonObject();
    files.forEach((name, entry) -> {
      JsonObject e = new JsonObject();
      e.addProperty("bytes", entry.bytes());
      e.addProperty("crc32c", entry.crc32c());
      entries.add(name, e);
    });
    json.add("files", entries);
    String line = json + "\n";
    return (line + Checksum.of(line.getBytes(StandardCharsets.UTF_8)) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  static Manifest read(Path folder, long step) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      throw Damage.of(file, "it is not there");
    }
    if (Files.size(file) > LONGEST) {
      throw Damage.of(file, "it has %d bytes".formatted(Files.size(file)));
    }
    Json json = Json.parse(file, line(file));
    if (json.integer("format") != FORMAT) {
      throw Damage.of(
          file, "it has format %d, known is %d".formatted(json.integer("format"), FORMAT));
    }
    if (json.integer("step") != step) {
      throw Damage.of(file, "it is of step " + json.integer("step"));
    }
    Map<String, Entry> files = new LinkedHashMap<>();
    Json entries = json.object("files");
    for (String name : entries.names()) {
      Json entry = entries.object(name);
      files.put(name, new Entry(entry.integer("bytes"), entry.text("crc32c")));
    }
    return new Manifest(step, files);
  }

  private static byte[] line(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = Math.max(0, bytes.length - SUM_LENGTH);
    byte[] line = Arrays.copyOf(bytes, length);
    byte[] sum = (Checksum.of(line) + "\n").getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(sum, 0, sum.length, bytes, length, bytes.length)) {
      throw Damage.of(file, "its sum is not " + Checksum.of(line));
    }
    return line;
  }

  /// The content of a file whose sum is here.
  ///
  /// @throws DamagedFileException if it is not what was written
  byte[] content(Path folder, String name) throws IOException {
    Entry entry = check(folder, name);
    byte[] bytes = Files.readAllBytes(folder.resolve(name));
    if (!Checksum.of(bytes).equals(entry.crc32c())) {
      throw Damage.of(
          folder.resolve(name),
          "its sum is %s instead of %s".formatted(Checksum.of(bytes), entry.crc32c()));
    }
    return bytes;
  }

  /// Sees to it that a file is there and as long as it was.
  Entry check(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    Entry entry = files.get(name);
    if (entry == null) {
      throw Damage.of(folder.resolve(FILE), "it does not list " + name);
    }
    if (!Files.exists(file)) {
      throw Damage.of(file, "it is not there");
    }
    if (Files.size(file) != entry.bytes()) {
      throw Damage.of(
          file, "it has %d bytes instead of %d".formatted(Files.size(file), entry.bytes()));
    }
    return entry;
  }
}
