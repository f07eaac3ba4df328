package linum.training;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import linum.core.Array;

/// The text of a [Progress].
///
/// @param total how many elements there are
record ProgressLine(long total) {
  private static final int WIDTH = 10;
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  /// @param seconds since the beginning
  String of(String description, long done, double seconds, Map<String, ?> numbers) {
    double rate = seconds > 0 ? done / seconds : 0;
    String left = rate > 0 ? time((total - done) / rate) : "?";
    String shown =
        numbers.entrySet().stream()
            .map(e -> ", " + e.getKey() + "=" + number(e.getValue()))
            .collect(Collectors.joining());
    return "%s%3d%% |%s| %d/%d [%s<%s, %s%s]"
        .formatted(
            description.isEmpty() ? "" : description + ": ",
            percent(done),
            bar(done),
            done,
            total,
            time(seconds),
            left,
            rate(rate),
            shown);
  }

  private long percent(long done) {
    return total <= 0 ? 100 : 100 * done / total;
  }

  private String bar(long done) {
    long eighths = total <= 0 ? 8L * WIDTH : Math.min(8L * WIDTH, 8L * WIDTH * done / total);
    int full = (int) (eighths / 8);
    String rest = full == WIDTH ? "" : String.valueOf(EIGHTHS.charAt((int) (eighths % 8)));
    return "█".repeat(full) + rest + " ".repeat(WIDTH - full - rest.length());
  }

  private static String rate(double perSecond) {
    return perSecond > 0 && perSecond < 1
        ? String.format(Locale.ROOT, "%.2f s each", 1 / perSecond)
        : String.format(Locale.ROOT, perSecond < 100 ? "%.1f/s" : "%.0f/s", perSecond);
  }

  private static String time(double seconds) {
    long s = Math.round(seconds);
    return s >= 3600
        ? "%d:%02d:%02d".formatted(s / 3600, s / 60 % 60, s % 60)
        : "%02d:%02d".formatted(s / 60, s % 60);
  }

  private static String number(Object value) {
    return switch (value) {
      case Array a -> String.format(Locale.ROOT, "%.4g", a.item());
      case Double x -> String.format(Locale.ROOT, "%.4g", x);
      case Float x -> String.format(Locale.ROOT, "%.4g", x);
      default -> value.toString();
    };
  }
}
