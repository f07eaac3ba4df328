package linum.optax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import linum.core.Array;
import linum.tree.KeyPath;
import linum.tree.PathLeaf;
import linum.tree.Structure;
import linum.tree.Tree;

/// A name for every array of a tree, for [Partition].
///
/// `Labels = By | Prefix | ByMask`
public sealed interface Labels {

  /// By place and shape: `Labels.by((path, p) -> p.ndim() > 1 ? "matrix" : "vector")`.
  static Labels by(BiFunction<KeyPath, Array, String> label) {
    return new By(label);
  }

  /// By a tree of strings, which may end earlier than the tree that it is for: a map stands for a
  /// record, with the names of its components.
  static Labels of(Object tree) {
    return tree instanceof Labels l ? l : new Prefix(tree);
  }

  /// The labels of all arrays, in order.
  ///
  /// @throws IllegalArgumentException if the labels do not fit the tree
  List<String> over(Object tree);

  /// The mask of what has a label.
  default Mask mask(String label) {
    return new Mask.Labelled(this, label);
  }

  /// See [Labels#by].
  record By(BiFunction<KeyPath, Array, String> label) implements Labels {
    @Override
    public List<String> over(Object tree) {
      List<String> out = new ArrayList<>();
      for (PathLeaf leaf : Tree.leavesWithPath(tree)) {
        out.add(label.apply(leaf.path(), leaf.leaf()));
      }
      return out;
    }
  }

  /// See [Labels#of].
  record Prefix(Object tree) implements Labels {
    @Override
    public List<String> over(Object full) {
      Structure structure = Tree.structure(full);
      if (structure.leafCount() == 0) {
        return List.of();
      }
      List<String> out = new ArrayList<>();
      for (Object label : Tree.broadcastPrefix(tree, structure)) {
        if (!(label instanceof String s)) {
          throw new IllegalArgumentException(
              "partition: a label is a string, but there is %s.\nGive strings: Labels.of(Map.of(\"w\", \"adam\", \"b\", \"sgd\"))"
                  .formatted(label));
        }
        out.add(s);
      }
      return out;
    }
  }

  /// One of two labels.
  record ByMask(Mask mask, String meant, String others) implements Labels {
    @Override
    public List<String> over(Object tree) {
      return mask.over(tree).stream().map(b -> b ? meant : others).toList();
    }
  }
}
