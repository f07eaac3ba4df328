package linum.transform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import linum.core.Array;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Jaxpr;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A function of a user inside of control flow, staged as a program.
///
/// @param captured the values of outer functions that it refers to, its first inputs
/// @param out the structure of each tree that it returned
record ControlBody(Jaxpr jaxpr, List<Array> captured, List<Structure> out) {

  /// Stages a function that returns trees, one after the other. It runs once.
  static ControlBody stage(Function<List<Array>, List<@Nullable Object>> f, List<Aval> avals) {
    List<Structure> structures = new ArrayList<>();
    Stage.Staged staged =
        Stage.stage(
            in -> {
              List<Array> leaves = new ArrayList<>();
              for (Object tree : f.apply(in)) {
                Flat flat = Tree.flatten(tree);
                structures.add(flat.structure());
                leaves.addAll(flat.leaves());
              }
              return leaves;
            },
            avals);
    return new ControlBody(staged.jaxpr(), staged.captured(), List.copyOf(structures));
  }

  /// The values that any of several functions refers to.
  static Set<Array> captured(List<ControlBody> bodies) {
    Set<Array> all = new LinkedHashSet<>();
    bodies.forEach(b -> all.addAll(b.captured()));
    return all;
  }

  /// The program with one input for each of the given values, among them all that it captured, and
  /// then its own.
  Jaxpr taking(Set<Array> values) {
    List<Atom.Var> own = jaxpr.inputs();
    List<Atom.Var> inputs = new ArrayList<>();
    for (Array a : values) {
      int at = captured.indexOf(a);
      inputs.add(at >= 0 ? own.get(at) : new Atom.Var(a.aval()));
    }
    inputs.addAll(own.subList(captured.size(), own.size()));
    return new Jaxpr(inputs, jaxpr.eqns(), jaxpr.outputs());
  }

  /// The types of the first tree's leaves.
  List<Aval> firstOut() {
    return jaxpr.outputAvals().subList(0, out.getFirst().leafCount());
  }

  static List<Aval> avals(List<Array> arrays) {
    return arrays.stream().map(Array::aval).toList();
  }
}
