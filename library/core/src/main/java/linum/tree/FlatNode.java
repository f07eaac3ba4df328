package linum.tree;

import java.util.Arrays;
import linum.core.Array;
import linum.tree.NodeKind.Registered;
import org.jspecify.annotations.Nullable;

/// A node as it comes out of a transformation: the structure of it and all that is below, and all
/// arrays. Values that keep one, see [Tree#registerFlat], are put together when somebody looks into
/// them, and going into the next transformation they need not be taken apart.
public final class FlatNode {
  private final Node structure;
  private final Array[] leaves;

  private FlatNode(Node structure, Array[] leaves) {
    this.structure = structure;
    this.leaves = leaves;
  }

  /// The node with the leaves from a place on; null if they are not all arrays.
  static @Nullable FlatNode of(Node structure, Object[] leaves, int from) {
    Array[] own = new Array[structure.leafCount()];
    for (int i = 0; i < own.length; i++) {
      if (!(leaves[from + i] instanceof Array a)) {
        return null;
      }
      own[i] = a;
    }
    return new FlatNode(structure, own);
  }

  /// What the node consists of one level down. Nodes of registered classes in it can be flat
  /// themselves.
  public Children children() {
    Registered kind = (Registered) structure.kind();
    return new Children(kind.keys(), Arrays.asList(structure.parts(leaves, 0)), kind.aux());
  }

  Node structure() {
    return structure;
  }

  Array[] leaves() {
    return leaves;
  }
}
