package linum.magics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A tree of arrays drawn with lines.
final class TreeText {
  private TreeText() {}

  static String render(TreeView view) {
    List<String> lines = new ArrayList<>();
    lines.add(view.name());
    children(view.root(), "", lines);
    lines.add(total(view.root()));
    return String.join("\n", lines);
  }

  static String total(TreeView.Branch root) {
    return "%s, %s, %s"
        .formatted(
            Sizes.count(root.leaves(), "array"),
            Sizes.count(root.elements(), "element"),
            Sizes.bytes(root.bytes()));
  }

  private static void children(TreeView.Branch branch, String indent, List<String> lines) {
    int width = branch.children().keySet().stream().mapToInt(String::length).max().orElse(0);
    int left = branch.children().size();
    for (Map.Entry<String, TreeView.Place> child : branch.children().entrySet()) {
      boolean last = --left == 0;
      String head = indent + (last ? "└─ " : "├─ ");
      switch (child.getValue()) {
        case TreeView.Leaf(var array) ->
            lines.add(
                head
                    + pad(child.getKey(), width)
                    + "  "
                    + pad(array.aval().toString(), 18)
                    + "  "
                    + Sizes.bytes(array.aval().byteSize()));
        case TreeView.Branch below -> {
          lines.add(
              "%s%s  %s, %s"
                  .formatted(
                      head,
                      child.getKey(),
                      Sizes.count(below.elements(), "element"),
                      Sizes.bytes(below.bytes())));
          children(below, indent + (last ? "   " : "│  "), lines);
        }
      }
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
