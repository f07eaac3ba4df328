package linum.optax;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.lax.Lax;
import linum.numpy.Jnp;
import linum.tree.Flat;
import linum.tree.Tree;

/// Trees as vectors.
final class Ravel {
  private Ravel() {}

  /// All elements of a tree, one after the other.
  static Array vector(Object tree) {
    List<Array> leaves = Tree.leaves(tree);
    return leaves.isEmpty()
        ? Jnp.zeros(0)
        : Jnp.concatenate(leaves.stream().map(Array::ravel).toList());
  }

  /// A tree like another one with the elements of a vector.
  static <P> P like(P tree, Array vector) {
    Flat flat = Tree.flatten(tree);
    List<Array> out = new ArrayList<>();
    int from = 0;
    for (Array x : flat.leaves()) {
      int to = from + Math.toIntExact(x.size());
      out.add(Lax.sliceInDim(vector, from, to, 0).reshape(x.shape()).astype(x.dtype()));
      from = to;
    }
    return flat.unflatten(out);
  }
}
