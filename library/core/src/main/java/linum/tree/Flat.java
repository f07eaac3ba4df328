package linum.tree;

import java.util.List;
import linum.core.Array;

/// A tree taken apart: its arrays in order, and all the rest.
public record Flat(List<Array> leaves, Structure structure) {
  public Flat {
    leaves = List.copyOf(leaves);
  }

  /// Puts the tree together again, with other arrays in place of the leaves.
  @SuppressWarnings("TypeParameterUnusedInFormals") // the caller knows, as in Tree.unflatten
  public <T> T unflatten(List<? extends Array> newLeaves) {
    return Tree.unflatten(structure, newLeaves);
  }
}
