package linum.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Files of values separated by commas, as RFC 4180 has them.
///
/// ```java
/// CsvTable iris = new Csv().load(Path.of("iris.csv"));
/// Array x = iris.matrix("sepal length", "sepal width");   // float32[150,2]
/// Array y = iris.codes("species");                        // int32[150]
/// ```
///
/// @param fieldSeparator what stands between values (a comma)
/// @param header whether the first line has the names of the columns (true); without it they are
///   `0`, `1`, …
public record Csv(char fieldSeparator, boolean header) {

  public Csv() {
    this(',', true);
  }

  /// This with another separator.
  public Csv fieldSeparator(char value) {
    return new Csv(value, header);
  }

  /// This with another `header`.
  public Csv header(boolean value) {
    return new Csv(fieldSeparator, value);
  }

  /// The columns of a file in UTF-8. Empty lines are skipped.
  ///
  /// @throws IllegalArgumentException if lines have different numbers of values, a quote is not
  ///   closed, or two columns have one name
  /// @throws UncheckedIOException if it cannot be read
  public CsvTable load(Path file) {
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(fieldSeparator)
            .detectBomHeader(true)
            .allowUnclosedQuote(false)
            .ofCsvRecord(file)) {
      return read(reader, file.toString());
    } catch (CsvParseException e) {
      throw new IllegalArgumentException("%s is no CSV file: %s".formatted(file, cause(e)), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String cause(CsvParseException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  private CsvTable read(CsvReader<CsvRecord> reader, String name) {
    List<String> names = new ArrayList<>();
    List<List<String>> columns = new ArrayList<>();
    for (CsvRecord line : reader) {
      if (names.isEmpty()) {
        for (int i = 0; i < line.getFieldCount(); i++) {
          names.add(header ? line.getField(i).strip() : Integer.toString(i));
          columns.add(new ArrayList<>());
        }
        if (header) {
          continue;
        }
      }
      for (int i = 0; i < line.getFieldCount(); i++) {
        columns.get(i).add(line.getField(i));
      }
    }
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (byName.put(names.get(i), List.copyOf(columns.get(i))) != null) {
        throw new IllegalArgumentException(
            "%s has two columns named '%s'\nIf the first line is no header: new Csv().header(false)."
                .formatted(name, names.get(i)));
      }
    }
    return new CsvTable(name, byName);
  }
}
