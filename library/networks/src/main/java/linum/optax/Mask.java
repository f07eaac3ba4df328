package linum.optax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Repr;
import linum.tree.KeyPath;
import linum.tree.PathLeaf;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Which arrays of a tree are meant.
///
/// `Mask = Everything | Where | Prefix | Not | Labelled`
public sealed interface Mask {
  /// All of them.
  static Mask everything() {
    return Everything.EVERYTHING;
  }

  /// Those with a certain place or shape: `Mask.where((path, p) -> p.ndim() > 1)`.
  static Mask where(BiPredicate<KeyPath, Array> condition) {
    return new Where(condition);
  }

  /// Those that a tree of booleans says. It may end earlier than the tree that it is for, and a map
  /// stands for a record, with the names of its components: `Mask.of(Map.of("w", true, "b",
  /// false))`.
  static Mask of(Object tree) {
    return tree instanceof Mask m ? m : new Prefix(tree);
  }

  /// For each array of the tree in order, whether it is meant.
  ///
  /// @throws IllegalArgumentException if the mask does not fit the tree
  List<Boolean> over(Object tree);

  /// The mask of all others.
  default Mask not() {
    return new Not(this);
  }

  /// See [Mask#everything].
  enum Everything implements Mask {
    EVERYTHING;

    @Override
    public List<Boolean> over(Object tree) {
      return Tree.leaves(tree).stream().map(_ -> true).toList();
    }
  }

  /// See [Mask#where].
  record Where(BiPredicate<KeyPath, Array> condition) implements Mask {
    @Override
    public List<Boolean> over(Object tree) {
      List<Boolean> out = new ArrayList<>();
      for (PathLeaf leaf : Tree.leavesWithPath(tree)) {
        out.add(condition.test(leaf.path(), leaf.leaf()));
      }
      return out;
    }
  }

  /// See [Mask#of].
  record Prefix(Object tree) implements Mask {
    @Override
    public List<Boolean> over(Object full) {
      Structure structure = Tree.structure(full);
      if (structure.leafCount() == 0) {
        return List.of();
      }
      List<@Nullable Object> values = Tree.broadcastPrefix(tree, structure);
      List<Boolean> out = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        out.add(truth(values.get(i), structure, i));
      }
      return out;
    }

    private static boolean truth(@Nullable Object value, Structure structure, int i) {
      if (value instanceof Boolean b) {
        return b;
      }
      if (value instanceof Array a && a.dtype() == DType.BOOL && a.size() == 1) {
        return a.itemBoolean();
      }
      throw new IllegalArgumentException(
          "a mask has true or false for every array, but %s for the one at '%s'.\nGive booleans: Mask.of(Map.of(\"w\", true, \"b\", false)), or a condition: Mask.where((path, p) -> p.ndim() > 1)"
              .formatted(Repr.of(value), structure.paths().get(i)));
    }
  }

  /// See [Mask#not()].
  record Not(Mask mask) implements Mask {
    @Override
    public List<Boolean> over(Object tree) {
      return mask.over(tree).stream().map(b -> !b).toList();
    }

    @Override
    public Mask not() {
      return mask;
    }
  }

  /// See [Labels#mask].
  record Labelled(Labels labels, String label) implements Mask {
    @Override
    public List<Boolean> over(Object tree) {
      return labels.over(tree).stream().map(label::equals).toList();
    }
  }
}
