package linum.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import linum.core.Array;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// What a differentiated function returned: its value, whose arrays come first, and what comes
/// beside it and is not differentiated.
final class Returned {
  private final boolean hasAux;
  private Structure value = Structure.None.NONE;
  private Structure aux = Structure.None.NONE;

  /// @param hasAux whether the function returns a [Derivatives.Auxiliary]
  Returned(boolean hasAux) {
    this.hasAux = hasAux;
  }

  /// Takes the result of the function apart.
  List<Array> leaves(@Nullable Object result) {
    if (hasAux && result instanceof Derivatives.Auxiliary both) {
      Flat besides = Tree.flatten(both.aux());
      aux = besides.structure();
      return Joined.of(valueLeaves(both.value()), besides.leaves());
    }
    return valueLeaves(result);
  }

  private List<Array> valueLeaves(@Nullable Object tree) {
    Flat flat = Tree.flatten(tree);
    value = flat.structure();
    return flat.leaves();
  }

  Structure structure() {
    return value;
  }

  /// The leaves of the value, of all leaves.
  <T extends @Nullable Object> List<T> ofValue(List<T> leaves) {
    return leaves.subList(0, value.leafCount());
  }

  @Nullable Object value(List<Array> leaves) {
    return Tree.unflatten(value, ofValue(leaves));
  }

  /// The leaves of what comes beside the value, of all leaves.
  List<Array> ofAux(List<Array> leaves) {
    return leaves.subList(value.leafCount(), leaves.size());
  }

  @Nullable Object aux(List<Array> leaves) {
    return besides(ofAux(leaves));
  }

  /// What comes beside the value, of its leaves alone.
  @Nullable Object besides(List<Array> leaves) {
    return Tree.unflatten(aux, leaves);
  }

  /// Cotangents of all leaves, given those of the value.
  List<@Nullable Array> cotangents(List<@Nullable Array> ofValue) {
    List<@Nullable Array> all = new ArrayList<>(ofValue);
    all.addAll(Collections.<@Nullable Array>nCopies(aux.leafCount(), null));
    return all;
  }
}
