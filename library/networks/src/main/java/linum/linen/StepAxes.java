package linum.linen;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.tree.Flat;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Which arrays of a tree have an axis of steps, and which are common to all steps.
final class StepAxes {
  private final @Nullable Object tree;
  private final Flat flat;
  private final List<@Nullable Object> axes;

  /// @param axes a prefix of the tree: an axis, or [Linen#BROADCAST]
  StepAxes(Object axes, @Nullable Object tree) {
    this.tree = tree;
    this.flat = Tree.flatten(tree);
    this.axes = Tree.broadcastPrefix(axes, flat.structure());
  }

  private boolean hasSteps(int i) {
    return axes.get(i) instanceof Integer axis && axis != Linen.BROADCAST;
  }

  /// The arrays that have steps, as they are.
  List<Array> stepped() {
    return select(true);
  }

  /// The arrays that are common to all steps.
  List<Array> constant() {
    return select(false);
  }

  private List<Array> select(boolean steps) {
    List<Array> all = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      if (hasSteps(i) == steps) {
        all.add(flat.leaves().get(i));
      }
    }
    return all;
  }

  /// The arrays that have steps, with these along the first axis.
  List<Array> inFront() {
    List<Array> all = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) instanceof Integer axis && hasSteps(i)) {
        all.add(Jnp.moveaxis(flat.leaves().get(i), axis, 0));
      }
    }
    return all;
  }

  /// A tree like this of one step.
  @Nullable Object step(List<Array> slices) {
    return merged(slices, constant(), false);
  }

  /// A tree like this of all steps.
  ///
  /// @param stacked the arrays that have steps, these along the first axis
  @Nullable Object whole(List<Array> stacked, List<Array> constants) {
    return merged(stacked, constants, true);
  }

  private @Nullable Object merged(List<Array> stepped, List<Array> constants, boolean moved) {
    if (tree == null) {
      return null;
    }
    List<Array> all = new ArrayList<>();
    int s = 0;
    int c = 0;
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) instanceof Integer axis && hasSteps(i)) {
        Array a = stepped.get(s++);
        all.add(moved ? Jnp.moveaxis(a, 0, axis) : a);
      } else {
        all.add(constants.get(c++));
      }
    }
    return flat.unflatten(all);
  }
}
