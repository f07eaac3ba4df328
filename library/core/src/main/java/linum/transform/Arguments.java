package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.ir.Aval;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The arguments of a call, taken apart.
///
/// @param leaves the arrays of all arguments in order
/// @param structures one an argument
record Arguments(List<Array> leaves, List<Structure> structures) {

  static Arguments of(@Nullable Object... args) {
    List<Array> leaves = new ArrayList<>();
    List<Structure> structures = new ArrayList<>(args.length);
    for (Object arg : args) {
      Flat flat = Tree.flatten(arg);
      leaves.addAll(flat.leaves());
      structures.add(flat.structure());
    }
    return new Arguments(leaves, structures);
  }

  List<Aval> avals() {
    List<Aval> avals = new ArrayList<>(leaves.size());
    for (Array a : leaves) {
      avals.add(a.aval());
    }
    return avals;
  }

  /// The arguments again, with other arrays.
  @Nullable Object[] rebuilt(List<Array> newLeaves) {
    return rebuilt(structures, newLeaves);
  }

  static @Nullable Object[] rebuilt(List<Structure> structures, List<Array> leaves) {
    @Nullable Object[] args = new @Nullable Object[structures.size()];
    int from = 0;
    for (int i = 0; i < args.length; i++) {
      int to = from + structures.get(i).leafCount();
      args[i] = Tree.unflatten(structures.get(i), leaves.subList(from, to));
      from = to;
    }
    return args;
  }

  /// How messages name leaf `i`: `argument 0` or `argument 0, ['w']`.
  String name(int leaf) {
    int rest = leaf;
    for (int arg = 0; arg < structures.size(); arg++) {
      Structure s = structures.get(arg);
      if (rest < s.leafCount()) {
        String path = s.paths().get(rest).toString();
        return "argument " + arg + (path.isEmpty() ? "" : " at " + path);
      }
      rest -= s.leafCount();
    }
    throw new IndexOutOfBoundsException(leaf);
  }
}
