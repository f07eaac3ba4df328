package linum.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A list of names, read from a file:
///
/// ```
/// # jax.numpy                             the title
/// > linum.numpy.Jnp linum.linen.*         the classes and packages to look a name up in
/// value_and_grad                          found as valueAndGrad, else not yet
/// switch | switchOf | a reserved word     found as switchOf, which differs
/// at.set | linum.core.Indexer#set         found in another class
/// register_static | - | values are        has no counterpart, on purpose
/// ```
///
/// @param title the heading of its part of the page
/// @param classes the names of the classes, of which some may not exist yet
/// @param entries the names, in the order of the file
record FeatureList(String title, List<String> classes, List<Entry> entries) {

  /// One line of the file: `spelling` and `note` are empty where the line does not have them.
  record Entry(String name, String spelling, String note) {

    static Entry parse(String line) {
      String[] parts = line.split("\\|", -1);
      if (parts.length > 3) {
        throw new IllegalArgumentException("\"" + line + "\" has more than name | spelling | note");
      }
      return new Entry(
          parts[0].strip(),
          parts.length > 1 ? parts[1].strip() : "",
          parts.length > 2 ? parts[2].strip() : "");
    }
  }

  /// The lists in a folder, in the order of the files' names.
  static List<FeatureList> readAll(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(FeatureList::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FeatureList read(Path file) {
    try {
      return parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FeatureList parse(List<String> lines) {
    String title = "";
    List<String> classes = List.of();
    List<Entry> entries = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("# ")) {
        title = line.substring(2).strip();
      } else if (line.startsWith("> ")) {
        classes = List.of(line.substring(2).strip().split(" +"));
      } else if (!line.isBlank()) {
        entries.add(Entry.parse(line));
      }
    }
    return new FeatureList(title, classes, List.copyOf(entries));
  }
}
