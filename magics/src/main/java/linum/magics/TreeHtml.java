package linum.magics;

import java.util.Locale;
import java.util.Map;
import linum.core.Array;
import linum.core.ConcreteArray;

/// A tree of arrays as foldable HTML: types, sizes, and for numbers their mean, spread and range.
final class TreeHtml {
  private static final int OPEN_DEPTH = 3;

  private TreeHtml() {}

  static String render(TreeView view) {
    StringBuilder out = new StringBuilder();
    out.append("<div class=\"linum-tree\" style=\"font-family:monospace;line-height:1.5\">");
    branch(out, view.name(), view.root(), 0);
    return out.append("</div>").toString();
  }

  private static void branch(StringBuilder out, String name, TreeView.Branch branch, int depth) {
    out.append(depth < OPEN_DEPTH ? "<details open>" : "<details>")
        .append("<summary style=\"cursor:pointer\"><b>")
        .append(escape(name))
        .append("</b> <span style=\"opacity:.65\">")
        .append(TreeText.total(branch))
        .append("</span></summary><div style=\"margin-left:1.4em\">");
    for (Map.Entry<String, TreeView.Place> child : branch.children().entrySet()) {
      switch (child.getValue()) {
        case TreeView.Leaf(var array) -> leaf(out, child.getKey(), array);
        case TreeView.Branch below -> branch(out, child.getKey(), below, depth + 1);
      }
    }
    out.append("</div></details>");
  }

  private static void leaf(StringBuilder out, String name, Array array) {
    out.append("<div><b>")
        .append(escape(name))
        .append("</b> <span style=\"color:#2a7ab0\">")
        .append(escape(array.aval().toString()))
        .append("</span> <span style=\"opacity:.65\">")
        .append(Sizes.bytes(array.aval().byteSize()))
        .append(statistics(array))
        .append("</span></div>");
  }

  private static String statistics(Array array) {
    if (!(array instanceof ConcreteArray) || !array.dtype().isFloating() || array.size() == 0) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        " &nbsp; ≈%.2g ±%.2g [≥%.2g, ≤%.2g]",
        array.mean().item(),
        array.std().item(),
        array.min().item(),
        array.max().item());
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
