package linum.magics;

import linum.kernel.magic.MagicContext;

/// `%tree value`: the arrays of a value with their places, types and sizes.
final class TreeMagic {
  private TreeMagic() {}

  static TreeView run(String arguments, MagicContext context) {
    if (arguments.isBlank()) {
      throw context.usageError("%tree: no value given.\n%tree params");
    }
    return TreeView.of(context.evaluate(arguments));
  }
}
