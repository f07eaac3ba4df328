package linum.nnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table drawn with lines.
///
/// @param total the last row
record Box(List<String> head, List<List<String>> rows, List<String> total) {

  String draw(String title, String caption) {
    int[] widths = widths();
    StringBuilder out = new StringBuilder();
    int width = IntStream.of(widths).sum() + 3 * widths.length + 1;
    out.append(centred(title, width)).append('\n');
    out.append(rule(widths, '┏', '━', '┳', '┓'));
    out.append(lines(head, widths, '┃'));
    out.append(rule(widths, '┡', '━', '╇', '┩'));
    for (List<String> row : rows) {
      out.append(lines(row, widths, '│'));
      out.append(rule(widths, '├', '─', '┼', '┤'));
    }
    out.append(lines(total, widths, '│'));
    out.append(rule(widths, '└', '─', '┴', '┘'));
    return out.append(centred(caption, width)).append('\n').toString();
  }

  private int[] widths() {
    int[] widths = new int[head.size()];
    List<List<String>> all = new ArrayList<>(rows);
    all.add(head);
    all.add(total);
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] =
            Math.max(widths[i], row.get(i).lines().mapToInt(String::length).max().orElse(0));
      }
    }
    return widths;
  }

  private static String centred(String text, int width) {
    return " ".repeat(Math.max(0, (width - text.length()) / 2)) + text;
  }

  private static String rule(int[] widths, char left, char line, char cross, char right) {
    return IntStream.of(widths)
        .mapToObj(w -> String.valueOf(line).repeat(w + 2))
        .collect(Collectors.joining(String.valueOf(cross), String.valueOf(left), right + "\n"));
  }

  private static String lines(List<String> cells, int[] widths, char bar) {
    List<List<String>> split = cells.stream().map(c -> c.lines().toList()).toList();
    int height = split.stream().mapToInt(List::size).max().orElse(0);
    StringBuilder out = new StringBuilder();
    for (int y = 0; y < Math.max(1, height); y++) {
      out.append(bar);
      for (int i = 0; i < widths.length; i++) {
        String text = y < split.get(i).size() ? split.get(i).get(y) : "";
        out.append(' ')
            .append(text)
            .append(" ".repeat(widths[i] - text.length()))
            .append(' ')
            .append(bar);
      }
      out.append('\n');
    }
    return out.toString();
  }
}
