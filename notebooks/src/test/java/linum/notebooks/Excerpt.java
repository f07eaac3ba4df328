package linum.notebooks;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Notebooks made of Java, each piece a cell.
final class Excerpt {
  private Excerpt() {}

  /// A cell's identifier and its code.
  record Piece(String id, String source) {}

  /// Writes a notebook of the pieces, not executed.
  static Path write(List<Piece> pieces, Path notebook) throws IOException {
    List<Map<String, Object>> cells = new ArrayList<>();
    for (Piece piece : pieces) {
      cells.add(
          Map.of(
              "cell_type", "code",
              "id", piece.id(),
              "metadata", Map.of(),
              "outputs", List.of(),
              "source", piece.source()));
    }
    Map<String, Object> root =
        Map.of("cells", cells, "metadata", Map.of(), "nbformat", 4, "nbformat_minor", 5);
    return Files.writeString(notebook, new GsonBuilder().create().toJson(root));
  }
}
