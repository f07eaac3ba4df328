package linum.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A text with several layouts, laid out at 80 columns: a group that fits on its line stays there,
/// another one breaks at all of its breaks.
///
/// `Doc = Text | Break | Nest | Group | Concat`. After P. Wadler, "A prettier printer", 1998, and
/// C. Lindig, "Strictly Pretty", 2000, except that a group is asked whether it fits by itself,
/// whatever follows it on the line.
sealed interface Doc {
  int WIDTH = 80;

  /// Characters as they are.
  ///
  /// @param anchor the name under which other texts refer to this one, in HTML
  /// @param href the anchor that this text refers to
  record Text(String text, @Nullable String anchor, @Nullable String href) implements Doc {}

  /// The text if the group fits on its line, or else a new line.
  record Break(String text) implements Doc {}

  /// With all new lines inside indented by `indent` more.
  record Nest(int indent, Doc child) implements Doc {}

  record Group(Doc child) implements Doc {}

  record Concat(List<Doc> children) implements Doc {}

  static Doc text(String text) {
    return new Text(text, null, null);
  }

  static Doc concat(Doc... children) {
    return new Concat(List.of(children));
  }

  static Doc nest(Doc... children) {
    return new Nest(2, concat(children));
  }

  static Doc group(Doc... children) {
    return new Group(concat(children));
  }

  static Doc join(Doc separator, Stream<Doc> docs) {
    List<Doc> all = new ArrayList<>();
    docs.forEach(d -> {
      if (!all.isEmpty()) {
        all.add(separator);
      }
      all.add(d);
    });
    return new Concat(all);
  }

  /// The text, laid out.
  default String layout(boolean html) {
    return new Layout(html).run(this);
  }

  /// One run of the algorithm.
  final class Layout {
    private record Item(int indent, boolean flat, Doc doc) {}

    private final boolean html;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Item> agenda = new ArrayDeque<>();
    private int column;
    private boolean indentPending;

    private Layout(boolean html) {
      this.html = html;
    }

    private String run(Doc doc) {
      agenda.push(new Item(0, false, doc));
      while (!agenda.isEmpty()) {
        Item item = agenda.pop();
        switch (item.doc()) {
          case Text t -> write(t);
          case Break b when item.flat() -> write(new Text(b.text(), null, null));
          case Break _ -> {
            out.append('\n');
            column = item.indent();
            indentPending = true;
          }
          case Nest(int more, Doc child) ->
              agenda.push(new Item(item.indent() + more, item.flat(), child));
          case Group(Doc child) ->
              agenda.push(new Item(item.indent(), item.flat() || fits(child), child));
          case Concat(List<Doc> children) -> {
            for (Doc c : children.reversed()) {
              agenda.push(new Item(item.indent(), item.flat(), c));
            }
          }
        }
      }
      return out.toString();
    }

    private boolean fits(Doc doc) {
      int left = WIDTH - column;
      Deque<Doc> todo = new ArrayDeque<>();
      todo.push(doc);
      while (left >= 0 && !todo.isEmpty()) {
        switch (todo.pop()) {
          case Text t -> left -= t.text().length();
          case Break b -> left -= b.text().length();
          case Nest(int _, Doc child) -> todo.push(child);
          case Group(Doc child) -> todo.push(child);
          case Concat(List<Doc> children) -> children.reversed().forEach(todo::push);
        }
      }
      return left >= 0;
    }

    private void write(Text t) {
      if (t.text().isEmpty()) {
        return;
      }
      if (indentPending) {
        out.repeat(' ', column);
        indentPending = false;
      }
      column += t.text().length();
      if (!html) {
        out.append(t.text());
        return;
      }
      String escaped =
          t.text()
              .replace("&", "&amp;")
              .replace("<", "&lt;")
              .replace(">", "&gt;")
              .replace("\"", "&quot;");
      if (t.anchor() != null) {
        out.append("<a id=\"").append(t.anchor()).append("\">").append(escaped).append("</a>");
      } else if (t.href() != null) {
        out.append("<a href=\"#").append(t.href()).append("\">").append(escaped).append("</a>");
      } else {
        out.append(escaped);
      }
    }
  }
}
