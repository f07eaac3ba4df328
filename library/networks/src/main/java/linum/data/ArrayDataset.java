package linum.data;

import java.util.List;
import java.util.Objects;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Transfer;
import linum.tree.PathLeaf;
import linum.tree.Tree;

/// Examples along the first axis of every array of a tree on the host.
record ArrayDataset<T>(T arrays, int size) implements Dataset<T> {

  static <T> ArrayDataset<T> of(T arrays) {
    List<PathLeaf> leaves = Tree.leavesWithPath(arrays);
    if (leaves.isEmpty()) {
      throw new IllegalArgumentException("Dataset.of: there are no arrays in the tree");
    }
    int size = rows(leaves.getFirst());
    for (PathLeaf leaf : leaves) {
      if (rows(leaf) != size) {
        throw new IllegalArgumentException(
            "Dataset.of: the arrays have different numbers of examples: %s is %s, %s is %s"
                .formatted(
                    leaves.getFirst().path(),
                    leaves.getFirst().leaf().aval(),
                    leaf.path(),
                    leaf.leaf().aval()));
      }
    }
    return new ArrayDataset<>(Tree.map(Transfer::deviceGet, arrays), size);
  }

  private static int rows(PathLeaf leaf) {
    Array x = leaf.leaf();
    if (x.ndim() == 0) {
      throw new IllegalArgumentException(
          "Dataset.of: the array at %s has no axis of examples\nGive it one: x.reshape(1)."
              .formatted(leaf.path()));
    }
    return x.shape(0);
  }

  @Override
  public T get(int i) {
    Objects.checkIndex(i, size);
    return Tree.map(x -> Rows.row((ConcreteArray) x, i), arrays);
  }

  @Override
  public T batch(int[] positions) {
    for (int p : positions) {
      Objects.checkIndex(p, size);
    }
    return Tree.map(x -> Rows.gather((ConcreteArray) x, positions), arrays);
  }
}
