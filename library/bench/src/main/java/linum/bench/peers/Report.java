package linum.bench.peers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows as text.
final class Report {
  private Report() {}

  /// Something to read while the rest is being measured.
  static void progress(String line) {
    System.err.println(line);
  }

  static String line(Row row) {
    if (row.linumSeconds() == null) {
      return "%-34s %d  %s".formatted(row.workload(), row.threads(), row.remarks());
    }
    return "%-34s %d  linum %s  %s"
        .formatted(row.workload(), row.threads(), time(row.linumSeconds()), ways(row.detail()));
  }

  private static String ways(Map<String, Double> detail) {
    return detail.entrySet().stream()
        .filter(e -> !e.getKey().startsWith("linum"))
        .map(e -> e.getKey() + " " + time(e.getValue()).strip())
        .collect(Collectors.joining("  "));
  }

  /// The whole table: medians with minima below, ratios, the share of the limit, the goal.
  static String table(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    String format = "%-34s %2s %9s %9s %9s %9s %7s %7s %7s %-18s %s%n";
    text.append(
        format.formatted(
            "workload",
            "T",
            "linum",
            "min",
            "xla",
            "libtorch",
            "/xla",
            "/torch",
            "limit",
            "goal",
            "met"));
    for (Row row : rows) {
      Map<String, Double> ratios = row.ratios();
      text.append(
          format.formatted(
              row.workload(),
              row.threads(),
              time(row.linumSeconds()),
              time(row.minima().get("linum")),
              time(row.peers().get("xla")),
              time(row.peers().get("libtorch")),
              ratio(ratios.get("xla")),
              ratio(ratios.get("libtorch")),
              share(row),
              goal(row),
              met(row)));
    }
    return text.toString();
  }

  static String time(@Nullable Double seconds) {
    if (seconds == null) {
      return "-";
    }
    double s = seconds;
    return s < 1e-6
        ? number(s * 1e9, "ns")
        : s < 1e-3 ? number(s * 1e6, "us") : s < 1 ? number(s * 1e3, "ms") : number(s, "s");
  }

  private static String number(double value, String unit) {
    int digits = value < 10 ? 2 : value < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + digits + "f %s", value, unit);
  }

  private static String ratio(@Nullable Double ratio) {
    return ratio == null ? "-" : String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.0f", ratio);
  }

  /// How near Linum comes to what the machine allows.
  private static String share(Row row) {
    return row.limitSeconds() == null || row.linumSeconds() == null
        ? "-"
        : String.format(Locale.ROOT, "%.0f%%", 100 * row.limitSeconds() / row.linumSeconds());
  }

  private static String goal(Row row) {
    String shares =
        row.goal().shares().values().stream()
            .map(s -> String.format(Locale.ROOT, "%.2f", s))
            .collect(Collectors.joining("; "));
    String plus = row.goal().allowance() > 0 ? " + " + time(row.goal().allowance()) : "";
    return row.goalSeconds() != null ? time(row.goalSeconds()) : shares + plus;
  }

  private static String met(Row row) {
    Boolean met = row.met();
    return met == null ? String.join(" ", row.remarks()) : met ? "yes" : "no";
  }
}
