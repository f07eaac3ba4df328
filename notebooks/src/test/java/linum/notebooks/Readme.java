package linum.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The README's Java, as a notebook of one cell a block.
final class Readme {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private Readme() {}

  static Path toNotebook(Path readme, Path notebook) throws IOException {
    List<Excerpt.Piece> pieces = new ArrayList<>();
    Matcher m = BLOCK.matcher(Files.readString(readme));
    while (m.find()) {
      pieces.add(new Excerpt.Piece("block-" + pieces.size(), m.group(1)));
    }
    return Excerpt.write(pieces, notebook);
  }
}
