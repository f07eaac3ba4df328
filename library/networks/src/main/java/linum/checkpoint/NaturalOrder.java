package linum.checkpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order of names in which the numbers inside of them count as numbers, as Flax sorts files:
/// `file_2` is before `file_1.0e1`.
final class NaturalOrder implements Comparator<String> {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?");

  /// A stretch of a name: text, and a number after it unless the name ends.
  private record Part(String text, OptionalDouble number) {}

  private static List<Part> parts(String name) {
    List<Part> parts = new ArrayList<>();
    Matcher m = NUMBER.matcher(name);
    int from = 0;
    while (m.find()) {
      parts.add(
          new Part(
              name.substring(from, m.start()), OptionalDouble.of(Double.parseDouble(m.group()))));
      from = m.end();
    }
    parts.add(new Part(name.substring(from), OptionalDouble.empty()));
    return parts;
  }

  @Override
  public int compare(String a, String b) {
    List<Part> x = parts(a);
    List<Part> y = parts(b);
    for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
      int text = x.get(i).text().compareTo(y.get(i).text());
      if (text != 0) {
        return text;
      }
      if (x.get(i).number().isPresent() && y.get(i).number().isPresent()) {
        int number =
            Double.compare(x.get(i).number().getAsDouble(), y.get(i).number().getAsDouble());
        if (number != 0) {
          return number;
        }
      }
    }
    return Integer.compare(x.size(), y.size());
  }

  /// The last number in a name.
  static OptionalDouble lastNumber(String name) {
    OptionalDouble last = OptionalDouble.empty();
    for (Part p : parts(name)) {
      last = p.number().isPresent() ? p.number() : last;
    }
    return last;
  }
}
