package linum.linen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import linum.core.Array;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A summary as a table.
final class SummaryText {
  private SummaryText() {}

  static String of(Summary summary, TabulateOptions options) {
    List<String> header = new ArrayList<>(List.of("path", "module", "inputs", "outputs"));
    if (options.computeFlops()) {
      header.add("flops");
    }
    if (options.computeVjpFlops()) {
      header.add("vjp_flops");
    }
    int fixed = header.size();
    header.addAll(summary.collections());
    List<List<String>> rows = new ArrayList<>();
    Map<String, Count> totals = new LinkedHashMap<>();
    summary.collections().forEach(c -> totals.put(c, Count.NONE));
    for (Summary.Row row : summary.rows()) {
      rows.add(cells(row, summary.collections(), options));
      row.counted().forEach((c, v) -> totals.merge(c, Count.of(v), Count::plus));
    }
    List<String> footer = new ArrayList<>();
    for (int i = 0; i < fixed; i++) {
      footer.add(i == fixed - 1 ? "Total" : "");
    }
    totals.values().forEach(c -> footer.add(c.toString()));
    Count all = totals.values().stream().reduce(Count.NONE, Count::plus);
    return Table.text(
        summary.name() + " Summary", header, rows, footer, fixed - 1, "Total Parameters: " + all);
  }

  private static List<String> cells(
      Summary.Row row, List<String> collections, TabulateOptions options) {
    List<String> cells = new ArrayList<>();
    cells.add(String.join("/", row.path()));
    cells.add(Names.typeName(row.module()));
    cells.add(inputs(row.inputs()));
    cells.add(value(row.output(), ""));
    if (options.computeFlops()) {
      cells.add(row.flops() == null ? "" : row.flops().toString());
    }
    if (options.computeVjpFlops()) {
      cells.add(row.vjpFlops() == null ? "" : row.vjpFlops().toString());
    }
    for (String c : collections) {
      Variables shown = row.shown().getOrDefault(c, Variables.EMPTY);
      String count = Count.of(row.counted().getOrDefault(c, Variables.EMPTY)).toString();
      cells.add(
          shown.isEmpty() ? count : (branch(shown.entries(), "") + "\n\n" + count).stripTrailing());
    }
    return cells;
  }

  private static String inputs(List<?> args) {
    return args.size() == 1 ? value(args.getFirst(), "") : value(args, "");
  }

  private static String branch(Map<?, ?> map, String indent) {
    return map.keySet().stream()
        .map(String::valueOf)
        .sorted()
        .map(name -> indent + name + ":" + nested(map.get(name), indent))
        .collect(Collectors.joining("\n"));
  }

  private static String nested(@Nullable Object value, String indent) {
    Object plain = value instanceof Variables v ? v.entries() : value;
    return switch (plain) {
      case Map<?, ?> m -> m.isEmpty() ? " {}" : "\n" + branch(m, indent + "  ");
      case List<?> l -> l.isEmpty() ? " []" : "\n" + value(l, indent);
      case null, default -> " " + value(plain, indent);
    };
  }

  private static String value(@Nullable Object value, String indent) {
    return switch (value) {
      case null -> "";
      case AxisMetadata<?> m -> value(m.unbox(), indent) + " P" + names(m);
      case Array a ->
          a.dtype()
              + "["
              + Arrays.stream(a.shape().toArray())
                  .mapToObj(Integer::toString)
                  .collect(Collectors.joining(","))
              + "]";
      case Map<?, ?> m -> branch(m, indent);
      case List<?> l ->
          l.stream()
              .map(e -> indent + "- " + value(e, indent + "  ").stripLeading())
              .collect(Collectors.joining("\n"));
      default -> value.toString();
    };
  }

  private static String names(AxisMetadata<?> box) {
    List<@Nullable String> names =
        switch (box) {
          case Partitioned<?> p -> p.names();
          case LogicallyPartitioned<?> p -> p.names();
          default -> List.of();
        };
    return names.stream()
        .map(n -> n == null ? "None" : n)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /// How many numbers, and bytes.
  private record Count(long size, long bytes) {
    static final Count NONE = new Count(0, 0);

    static Count of(Variables variables) {
      Count sum = NONE;
      for (Array a : Tree.leaves(variables)) {
        sum = sum.plus(new Count(a.aval().size(), a.aval().byteSize()));
      }
      return sum;
    }

    Count plus(Count o) {
      return new Count(size + o.size, bytes + o.bytes);
    }

    @Override
    public String toString() {
      return size == 0 ? "" : String.format(Locale.ROOT, "%,d (%s)", size, bytes(bytes));
    }

    private static String bytes(long n) {
      return n > 1e9
          ? in(n / 1e9, "GB")
          : n > 1e6 ? in(n / 1e6, "MB") : n > 1e3 ? in(n / 1e3, "KB") : n + " B";
    }

    private static String in(double n, String unit) {
      return String.format(Locale.ROOT, "%,.1f %s", n, unit);
    }
  }
}
