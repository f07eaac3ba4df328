package linum.notebooks;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The README's Java, as a notebook of one cell a block.
final class Readme {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private Readme() {}

  static Path toNotebook(Path readme, Path notebook) throws IOException {
    List<Map<String, Object>> cells = new ArrayList<>();
    Matcher m = BLOCK.matcher(Files.readString(readme));
    while (m.find()) {
      cells.add(
          Map.of(
              "cell_type", "code",
              "id", "block-" + cells.size(),
              "metadata", Map.of(),
              "outputs", List.of(),
              "source", m.group(1)));
    }
    Map<String, Object> root =
        Map.of("cells", cells, "metadata", Map.of(), "nbformat", 4, "nbformat_minor", 5);
    return Files.writeString(notebook, new GsonBuilder().create().toJson(root));
  }
}
