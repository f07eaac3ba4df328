package linum.nnx;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import linum.tree.Structure;
import org.jspecify.annotations.Nullable;

/// What a function over objects did: which variables have other values now, what it returned, and
/// what it changed in the objects themselves. The values are apart; this is static in trees.
final class Outs {
  /// A field, list or map that holds something else now.
  ///
  /// @param step its position on the tape
  /// @param keys of maps
  /// @param metadata of variables, whose metadata have changed
  record Edit(
      int step, List<Object> keys, List<Def> values, @Nullable Map<String, Object> metadata) {}

  private final List<Integer> changed;
  private final List<Structure> structures;
  private final @Nullable Def result;
  private final List<Edit> edits;

  /// @param changed the variables with other values, by position
  /// @param structures what these values consist of
  /// @param result the structure of what was returned; null if that is a plain tree
  Outs(List<Integer> changed, List<Structure> structures, @Nullable Def result, List<Edit> edits) {
    this.changed = List.copyOf(changed);
    this.structures = List.copyOf(structures);
    this.result = result;
    this.edits = List.copyOf(edits);
  }

  List<Integer> changed() {
    return changed;
  }

  List<Structure> structures() {
    return structures;
  }

  @Nullable Def result() {
    return result;
  }

  List<Edit> edits() {
    return edits;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Outs other
        && changed.equals(other.changed)
        && structures.equals(other.structures)
        && Objects.equals(result, other.result)
        && edits.equals(other.edits);
  }

  @Override
  public int hashCode() {
    return Objects.hash(changed, structures, result, edits);
  }
}
