package linum.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Programs;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Call;
import linum.ir.Jaxpr;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Roots of functions, found by a solver of the user's and differentiated by the implicit function
/// theorem.
public final class Roots {
  private Roots() {}

  /// The derivative of the root `x` of `f(x, θ)`: `J dx = -∂f/∂θ dθ`, where `J` is the derivative
  /// of `f` in `x`.
  ///
  /// @param numConsts how many operands are constants of `f`; then come those of the solver only,
  ///   and the guess
  private record Implicit<T>(
      Jaxpr f,
      Jaxpr solver,
      int numConsts,
      Structure structure,
      BiFunction<UnaryOperator<T>, T, T> tangentSolve)
      implements CustomRules.JvpRule {
    @Override
    public String ruleName() {
      return "implicit";
    }

    Call.CustomJvp call() {
      return new Call.CustomJvp("custom_root", solver, this, false);
    }

    @Override
    public Duals apply(List<Array> primals, List<@Nullable Array> tangents) {
      List<Array> root = Trace.bindAll(call(), primals);
      List<Array> consts = primals.subList(0, numConsts);
      List<@Nullable Array> direction = new ArrayList<>(tangents.subList(0, numConsts));
      direction.addAll(Duals.zeros(root.size()));
      Duals moved = Jvp.jvp(in -> Programs.eval(f, in), Joined.of(consts, root), direction);
      if (Mask.present(moved.tangents()).isEmpty()) {
        return Duals.constant(root);
      }
      List<Array> right = Duals.full(moved.tangents(), root).stream().map(Ops::neg).toList();
      T dx =
          LinearSolves.linearSolve(
              v -> derivative(consts, root, v),
              Tree.<T>unflatten(structure, right),
              tangentSolve,
              tangentSolve);
      return new Duals(root, JvpRules.nullable(Tree.leaves(dx)));
    }

    private T derivative(List<Array> consts, List<Array> root, T v) {
      List<@Nullable Array> direction = Duals.zeros(numConsts);
      direction.addAll(Tree.leaves(v));
      Duals out = Jvp.jvp(in -> Programs.eval(f, in), Joined.of(consts, root), direction);
      return Tree.unflatten(structure, Duals.full(out.tangents(), root));
    }
  }

  /// An `x` with `f(x) = 0`.
  ///
  /// @param solve given `f` and the guess, finds the root
  /// @param tangentSolve given a linear function and a right side, solves the equation
  /// @throws IllegalArgumentException if `f` or a solver gives another structure or other types
  ///   than the guess has
  public static <T> T root(
      UnaryOperator<T> f,
      T guess,
      BiFunction<UnaryOperator<T>, T, T> solve,
      BiFunction<UnaryOperator<T>, T, T> tangentSolve) {
    Flat start = Tree.flatten(guess);
    Structure structure = start.structure();
    List<Aval> avals = ControlBody.avals(start.leaves());
    ControlBody function =
        ControlBody.stage(
            in -> Collections.singletonList(f.apply(Tree.<T>unflatten(structure, in))), avals);
    check("f", structure, avals, function);
    ControlBody solver =
        ControlBody.stage(
            in ->
                Collections.singletonList(
                    solve.apply(
                        x -> {
                          Flat flat = Tree.flatten(x);
                          return flat.unflatten(
                              Programs.eval(
                                  function.jaxpr(), Joined.of(function.captured(), flat.leaves())));
                        },
                        Tree.<T>unflatten(structure, in))),
            avals);
    check("solve", structure, avals, solver);
    Set<Array> captured = ControlBody.captured(List.of(function, solver));
    Implicit<T> rule =
        new Implicit<>(
            function.jaxpr(),
            solver.taking(captured),
            function.captured().size(),
            structure,
            tangentSolve);
    return start.unflatten(
        Trace.bindAll(rule.call(), Joined.of(List.copyOf(captured), start.leaves())));
  }

  private static void check(String name, Structure structure, List<Aval> avals, ControlBody body) {
    Tree.checkSame(
        "customRoot: " + name + " must give a tree like the guess",
        structure,
        body.out().getFirst());
    for (int i = 0; i < avals.size(); i++) {
      if (!avals.get(i).matches(body.firstOut().get(i))) {
        throw new IllegalArgumentException(
            "customRoot: %s must give the types of the guess, but gives %s for %s"
                .formatted(name, body.firstOut().get(i), avals.get(i)));
      }
    }
  }
}
