package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.ir.Aval;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// What a function with a rule of its own takes and gives: what its rules are checked against.
///
/// @param captured the types of the values of outer transformations that the function refers to,
///   which its program takes first
record Signature(
    String name,
    List<Aval> captured,
    List<Structure> in,
    List<Aval> inTypes,
    Structure out,
    List<Aval> outTypes) {

  static Signature of(String name, JitEntry entry, Arguments in) {
    List<Aval> captured = entry.call().body().inputAvals().subList(0, entry.capturedCount());
    return new Signature(
        name,
        captured,
        in.structures(),
        in.avals(),
        entry.out(),
        entry.call().body().outputAvals());
  }

  /// The arguments, from all operands of the program.
  @Nullable Object[] arguments(List<Array> operands) {
    return Arguments.rebuilt(in, operands.subList(captured.size(), operands.size()));
  }

  /// @throws IllegalArgumentException if a value that the function refers to is differentiated
  void requireClosed(Mask perturbed) {
    for (int i = 0; i < captured.size(); i++) {
      if (perturbed.get(i)) {
        throw new IllegalArgumentException(
            "%s has a derivative rule of its own, but it refers to a value of type %s that is"
                    .formatted(name, captured.get(i))
                + " differentiated and that the rule does not know.\nPass the value as an argument.");
      }
    }
  }

  /// The arrays of a tree that a rule returned in place of the function's value.
  ///
  /// @param what says which one, in messages
  List<Array> value(String what, @Nullable Object tree) {
    return data(what, checked(what, tree, "the function returns", out, outTypes));
  }

  /// The arrays of a tree that a rule returned, none of which may stand for another.
  List<Array> data(String what, List<Array> leaves) {
    for (Array a : leaves) {
      if (a instanceof SymbolicZero || a instanceof CustomVjpPrimal) {
        throw new IllegalArgumentException(
            "%s: %s has a %s where an array must be."
                    .formatted(name, what, a.getClass().getSimpleName())
                + "\nReturn CustomVjpPrimal.of(x).value(), and zeros(x.shape()) for a zero.");
      }
    }
    return leaves;
  }

  /// The arrays of the tangent of the value, null where zero.
  List<@Nullable Array> tangent(String what, @Nullable Object tree) {
    return derivatives(
        checked(
            what,
            tree,
            "tangents of the value are",
            out,
            outTypes.stream().map(Aval::tangent).toList()),
        outTypes);
  }

  private static List<@Nullable Array> derivatives(List<Array> leaves, List<Aval> types) {
    List<@Nullable Array> out = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      Array a = leaves.get(i);
      out.add(a instanceof SymbolicZero || !types.get(i).dtype().isInexact() ? null : a);
    }
    return out;
  }

  /// Cotangents of all inputs of the program, null where zero.
  List<@Nullable Array> cotangents(@Nullable Object[] trees) {
    if (trees.length != in.size()) {
      throw new IllegalArgumentException(
          "%s: the backward rule returned %d cotangents for %d arguments"
              .formatted(name, trees.length, in.size()));
    }
    List<@Nullable Array> cts = Duals.zeros(captured.size());
    int from = 0;
    for (int i = 0; i < trees.length; i++) {
      int to = from + in.get(i).leafCount();
      List<Aval> types = inTypes.subList(from, to);
      cts.addAll(
          trees[i] == null
              ? Duals.zeros(types.size())
              : derivatives(cotangent(i, trees[i], types), types));
      from = to;
    }
    return cts;
  }

  private List<Array> cotangent(int argument, @Nullable Object tree, List<Aval> types) {
    return checked(
        "the backward rule's cotangent of argument " + argument,
        tree,
        "it must be",
        in.get(argument),
        types.stream().map(Aval::tangent).toList());
  }

  private List<Array> checked(
      String what, @Nullable Object tree, String but, Structure structure, List<Aval> types) {
    Flat flat = Tree.flatten(tree);
    if (!flat.structure().equals(structure)) {
      throw new IllegalArgumentException(
          "%s: %s has the structure %s, but %s %s"
              .formatted(name, what, flat.structure(), but, structure));
    }
    for (int i = 0; i < types.size(); i++) {
      Aval given = flat.leaves().get(i).aval();
      // What is returned for an integer, which has no derivative, does not matter.
      if (types.get(i).dtype().isInexact() && !given.matches(types.get(i))) {
        String path = structure.paths().get(i).toString();
        throw new IllegalArgumentException(
            "%s: %s is %s%s, but %s %s"
                .formatted(
                    name, what, given, path.isEmpty() ? "" : " at " + path, but, types.get(i)));
      }
    }
    return flat.leaves();
  }
}
