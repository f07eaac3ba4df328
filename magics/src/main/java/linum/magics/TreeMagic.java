package linum.magics;

import java.util.Map;
import linum.kernel.display.MimeBundle;
import linum.kernel.magic.MagicContext;

/// `%tree value`: the arrays of a value with their places, types and sizes.
final class TreeMagic {
  private TreeMagic() {}

  static MimeBundle run(String arguments, MagicContext context) {
    if (arguments.isBlank()) {
      throw context.usageError("%tree: no value given.\n%tree params");
    }
    return render(TreeView.of(context.evaluate(arguments)));
  }

  static MimeBundle render(TreeView view) {
    return new MimeBundle(
        Map.of(MimeBundle.TEXT, TreeText.render(view), "text/html", TreeHtml.render(view)),
        Map.of());
  }
}
