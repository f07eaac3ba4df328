package linum.tree;

import java.util.Arrays;
import java.util.List;
import linum.core.Array;
import linum.tree.Structure.Leaf;
import linum.tree.Structure.None;
import org.jspecify.annotations.Nullable;

/// Collects the arrays of one tree while its structure is found.
final class Flattener {
  private Array[] leaves = new Array[4];
  private int count;

  void add(Array leaf) {
    if (count == leaves.length) {
      leaves = Arrays.copyOf(leaves, 2 * count);
    }
    leaves[count++] = leaf;
  }

  Structure flatten(@Nullable Object tree) {
    if (tree instanceof Array a) {
      add(a);
      return Leaf.LEAF;
    }
    return tree == null ? None.NONE : NodeTypes.of(tree.getClass()).flatten(tree, this);
  }

  List<Array> leaves() {
    return List.of(count == leaves.length ? leaves : Arrays.copyOf(leaves, count));
  }
}
