package linum.transform;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.Programs;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Control;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;

/// Linear equations with a solver of the user's, over trees.
public final class LinearSolves {
  private LinearSolves() {}

  /// The `x` with `matvec(x) = b`, found by `solve` and differentiated through the equation.
  ///
  /// @param matvec a linear function
  /// @param solve given a linear function and a right side, solves the equation
  /// @param transposeSolve the same for the transposed function
  /// @throws IllegalArgumentException if a function gives another structure or other types than `b`
  ///   has
  public static <T> T linearSolve(
      UnaryOperator<T> matvec,
      T b,
      BiFunction<UnaryOperator<T>, T, T> solve,
      BiFunction<UnaryOperator<T>, T, T> transposeSolve) {
    Flat right = Tree.flatten(b);
    Structure structure = right.structure();
    List<Aval> avals = ControlBody.avals(right.leaves());
    ControlBody forward =
        staged("matvec", structure, avals, x -> matvec.apply(Tree.<T>unflatten(structure, x)));
    Mask linear = Mask.none(forward.captured().size()).concat(Mask.all(avals.size()));
    ControlBody backward =
        new ControlBody(
            Transposition.transposed(forward.jaxpr(), linear, Mask.all(avals.size()), true).jaxpr(),
            forward.captured(),
            forward.out());
    ControlBody solver =
        staged(
            "solve",
            structure,
            avals,
            x -> solve.apply(function(forward), Tree.<T>unflatten(structure, x)));
    ControlBody transposed =
        staged(
            "transposeSolve",
            structure,
            avals,
            x -> transposeSolve.apply(function(backward), Tree.<T>unflatten(structure, x)));
    Set<Array> captured = ControlBody.captured(List.of(forward, solver, transposed));
    Control.LinearSolve p =
        new Control.LinearSolve(
            captured.size(),
            forward.taking(captured),
            backward.taking(captured),
            solver.taking(captured),
            transposed.taking(captured));
    return right.unflatten(Trace.bindAll(p, Joined.of(List.copyOf(captured), right.leaves())));
  }

  private interface OfLeaves {
    Object apply(List<Array> leaves);
  }

  private static ControlBody staged(
      String name, Structure structure, List<Aval> avals, OfLeaves f) {
    ControlBody body = ControlBody.stage(in -> Collections.singletonList(f.apply(in)), avals);
    Tree.checkSame(
        "customLinearSolve: " + name + " must give a tree like the right side",
        structure,
        body.out().getFirst());
    for (int i = 0; i < avals.size(); i++) {
      if (!avals.get(i).matches(body.firstOut().get(i))) {
        throw new IllegalArgumentException(
            "customLinearSolve: %s must give the types of the right side, but gives %s for %s"
                .formatted(name, body.firstOut().get(i), avals.get(i)));
      }
    }
    return body;
  }

  // The staged function, so that the user's runs once however often a solver calls it.
  private static <T> UnaryOperator<T> function(ControlBody body) {
    return x -> {
      Flat flat = Tree.flatten(x);
      return flat.unflatten(Programs.eval(body.jaxpr(), Joined.of(body.captured(), flat.leaves())));
    };
  }
}
