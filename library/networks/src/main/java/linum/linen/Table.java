package linum.linen;

import java.util.ArrayList;
import java.util.List;

/// A table drawn with lines, as the `rich` of Python draws it.
final class Table {
  private Table() {}

  /// @param rightAligned the column of the footer that stands at its right edge
  static String text(
      String title,
      List<String> header,
      List<List<String>> rows,
      List<String> footer,
      int rightAligned,
      String caption) {
    int[] widths = new int[header.size()];
    List<List<String>> all = new ArrayList<>(rows);
    all.add(header);
    all.add(footer);
    for (List<String> row : all) {
      for (int c = 0; c < widths.length; c++) {
        for (String line : row.get(c).split("\n", -1)) {
          widths[c] = Math.max(widths[c], line.length());
        }
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(rule(widths, '┏', '━', '┳', '┓'));
    lines.addAll(row(header, widths, "┃", -1));
    lines.add(rule(widths, '┡', '━', '╇', '┩'));
    for (List<String> r : rows) {
      lines.addAll(row(r, widths, "│", -1));
      lines.add(rule(widths, '├', '─', '┼', '┤'));
    }
    lines.addAll(row(footer, widths, "│", rightAligned));
    lines.add(rule(widths, '└', '─', '┴', '┘'));
    int width = lines.getFirst().length();
    return "\n%s\n%s\n\n%s\n"
        .formatted(centred(title, width), String.join("\n", lines), centred(caption, width));
  }

  private static String rule(int[] widths, char left, char line, char middle, char right) {
    StringBuilder s = new StringBuilder().append(left);
    for (int c = 0; c < widths.length; c++) {
      s.append(String.valueOf(line).repeat(widths[c] + 2));
      s.append(c == widths.length - 1 ? right : middle);
    }
    return s.toString();
  }

  private static List<String> row(List<String> cells, int[] widths, String bar, int rightAligned) {
    int height = 1;
    List<String[]> columns = new ArrayList<>();
    for (String cell : cells) {
      String[] lines = cell.split("\n", -1);
      columns.add(lines);
      height = Math.max(height, lines.length);
    }
    List<String> lines = new ArrayList<>();
    for (int l = 0; l < height; l++) {
      StringBuilder s = new StringBuilder(bar);
      for (int c = 0; c < widths.length; c++) {
        String text = l < columns.get(c).length ? columns.get(c)[l] : "";
        String space = " ".repeat(widths[c] - text.length());
        s.append(' ').append(c == rightAligned ? space + text : text + space).append(' ');
        s.append(bar);
      }
      lines.add(s.toString());
    }
    return lines;
  }

  private static String centred(String text, int width) {
    return " ".repeat(Math.max(0, (width - text.length()) / 2)) + text;
  }
}
