package linum.optax;

import java.util.List;
import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import linum.tree.Tree;

/// The types of the arrays of a tree.
final class TreeTypes {
  private TreeTypes() {}

  static DType common(Object tree) {
    List<DType> types = types(tree);
    if (types.stream().distinct().count() > 1) {
      throw new IllegalArgumentException(
          "the arrays of a tree are of several types: %s.\nAsk for lowestDtype or highestDtype, or cast them: OptaxTree.cast(tree, DType.FLOAT32)"
              .formatted(types.stream().distinct().toList()));
    }
    return types.isEmpty() ? DType.FLOAT32 : types.getFirst();
  }

  static DType lowest(Object tree) {
    return types(tree).stream()
        .reduce((a, b) -> Jnp.promoteTypes(a, b) == a ? b : a)
        .orElse(DType.FLOAT32);
  }

  static DType highest(Object tree) {
    return types(tree).stream()
        .reduce((a, b) -> Jnp.promoteTypes(a, b) == a ? a : b)
        .orElse(DType.FLOAT32);
  }

  private static List<DType> types(Object tree) {
    return Tree.leaves(tree).stream().map(Array::dtype).toList();
  }
}
