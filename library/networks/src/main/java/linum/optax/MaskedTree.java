package linum.optax;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import linum.core.Array;
import linum.tree.Flat;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Trees of which some arrays are left out: there is `null` in their places.
final class MaskedTree {
  private MaskedTree() {}

  /// The tree without the arrays that the mask leaves out.
  @SuppressWarnings("unchecked") // a tree of the same nodes
  static <P> P select(P tree, Mask mask) {
    Flat flat = Tree.flatten(tree);
    List<Boolean> meant = mask.over(tree);
    if (tree instanceof Array) {
      return meant.getFirst() ? tree : (P) List.of();
    }
    List<@Nullable Array> leaves = new ArrayList<>();
    for (int i = 0; i < meant.size(); i++) {
      leaves.add(meant.get(i) ? flat.leaves().get(i) : null);
    }
    return Tree.unflatten(flat.structure(), leaves);
  }

  /// The whole tree, with the arrays of a selected one where the mask has them.
  static <P> P merge(P whole, Object selected, List<Boolean> meant) {
    Flat flat = Tree.flatten(whole);
    Iterator<Array> replacements = Tree.leaves(selected).iterator();
    List<Array> leaves = new ArrayList<>();
    for (int i = 0; i < meant.size(); i++) {
      leaves.add(meant.get(i) ? replacements.next() : flat.leaves().get(i));
    }
    return flat.unflatten(leaves);
  }
}
