package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.tree.Structure;

/// Which arrays of its arguments have the axis of the examples in front, in a rule of `customVmap`.
///
/// In JAX: the list `in_batched` of trees of booleans; there is one flag an array here, in the
/// order of the arguments' leaves, since records of arrays cannot hold booleans.
///
/// @param leaves for each argument, one flag an array
public record InBatched(List<List<Boolean>> leaves) {
  public InBatched {
    leaves = List.copyOf(leaves);
  }

  static InBatched of(List<Structure> arguments, Mask mapped) {
    List<List<Boolean>> all = new ArrayList<>();
    int next = 0;
    for (Structure structure : arguments) {
      List<Boolean> flags = new ArrayList<>();
      for (int i = 0; i < structure.leafCount(); i++) {
        flags.add(mapped.get(next++));
      }
      all.add(List.copyOf(flags));
    }
    return new InBatched(all);
  }

  /// Whether any array of an argument has the axis; of an argument that is an array, whether it
  /// has.
  public boolean get(int argument) {
    return leaves.get(argument).contains(true);
  }
}
