package linum.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A notebook as far as its code cells go.
record Notebook(Path file, List<Cell> cells) {

  /// A code cell.
  ///
  /// @param output all it shows as text: streams, results and errors, in order
  record Cell(String id, List<String> tags, String source, String output) {
    boolean varies() {
      return tags.contains("varies");
    }
  }

  static Notebook read(Path file) {
    try {
      JsonObject root = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      List<Cell> cells = new ArrayList<>();
      for (JsonElement e : root.getAsJsonArray("cells")) {
        JsonObject cell = e.getAsJsonObject();
        if (cell.get("cell_type").getAsString().equals("code")) {
          cells.add(cell(cell));
        }
      }
      return new Notebook(file, cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Cell cell(String id) {
    return cells.stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(file + " has no cell " + id));
  }

  private static Cell cell(JsonObject cell) {
    JsonObject metadata = cell.getAsJsonObject("metadata");
    List<String> tags = new ArrayList<>();
    if (metadata.has("tags")) {
      metadata.getAsJsonArray("tags").forEach(t -> tags.add(t.getAsString()));
    }
    StringBuilder output = new StringBuilder();
    cell.getAsJsonArray("outputs").forEach(o -> output.append(text(o.getAsJsonObject())));
    return new Cell(
        cell.get("id").getAsString(),
        List.copyOf(tags),
        join(cell.get("source")),
        output.toString().strip());
  }

  private static String text(JsonObject output) {
    return switch (output.get("output_type").getAsString()) {
      case "stream" -> join(output.get("text"));
      case "error" -> output.get("ename").getAsString() + ": " + output.get("evalue").getAsString();
      default -> {
        JsonObject data = output.getAsJsonObject("data");
        yield data.has("text/plain") ? join(data.get("text/plain")) + "\n" : "";
      }
    };
  }

  private static String join(JsonElement text) {
    if (!(text instanceof JsonArray lines)) {
      return text.getAsString();
    }
    StringBuilder all = new StringBuilder();
    lines.forEach(l -> all.append(l.getAsString()));
    return all.toString();
  }
}
