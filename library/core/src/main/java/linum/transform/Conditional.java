package linum.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Ops;
import linum.core.Programs;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Control;
import linum.ir.Creation;
import linum.ir.DType;
import linum.ir.Jaxpr;
import linum.tree.Flat;
import linum.tree.KeyPath;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// One of several functions, chosen while the program runs.
public final class Conditional {
  private Conditional() {}

  /// `onTrue(operand)` if the predicate holds, else `onFalse(operand)`. Both functions run once, to
  /// be staged, whichever is chosen.
  ///
  /// @throws IllegalArgumentException if the predicate is no `bool` scalar, or the branches give
  ///   different structures or types
  public static <A extends @Nullable Object, R extends @Nullable Object> R cond(
      Array predicate, Function<A, R> onTrue, Function<A, R> onFalse, A operand) {
    if (predicate.ndim() != 0) {
      throw new IllegalArgumentException(
          ("cond: the predicate must be a scalar, got %s."
                  + "\nReduce it with all() or any(), or choose element by element:"
                  + " where(predicate, x, y)")
              .formatted(predicate.aval()));
    }
    if (predicate.dtype() != DType.BOOL) {
      throw new IllegalArgumentException(
          "cond: the predicate must be a bool, got %s.\nCompare it: x.ne(0)"
              .formatted(predicate.aval()));
    }
    return choose(
        "cond",
        List.of("onFalse", "onTrue"),
        Ops.convert(predicate, DType.INT32),
        List.of(onFalse, onTrue),
        operand,
        null);
  }

  /// `branches[index](operand)`; the index is moved into range.
  ///
  /// @throws IllegalArgumentException if the index is no integer scalar, there is no branch, or the
  ///   branches give different structures or types
  public static <A extends @Nullable Object, R extends @Nullable Object> R switchCase(
      Array index, List<Function<A, R>> branches, A operand) {
    if (index.ndim() != 0 || !index.dtype().isInteger()) {
      throw new IllegalArgumentException(
          "switchCase: the index must be an integer scalar, got " + index.aval());
    }
    if (branches.isEmpty()) {
      throw new IllegalArgumentException("switchCase: there are no branches to choose from");
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      names.add("branch " + i);
    }
    Array inRange =
        Ops.min(
            Ops.max(index, Ops.scalar(0L, index.dtype())),
            Ops.scalar((long) branches.size() - 1, index.dtype()));
    return choose("switchCase", names, Ops.convert(inRange, DType.INT32), branches, operand, null);
  }

  /// The function of the platform that the program runs on.
  ///
  /// @param otherwise for platforms that the map does not have; null if there are none
  /// @throws IllegalArgumentException if there is no function for the platform that a program is
  ///   compiled for, or the functions give different structures or types
  public static <A extends @Nullable Object, R extends @Nullable Object> R platformDependent(
      SequencedMap<String, Function<A, R>> perPlatform,
      @Nullable Function<A, R> otherwise,
      A operand) {
    // Platforms with the same function share a branch.
    Map<Function<A, R>, List<String>> platforms = new LinkedHashMap<>();
    perPlatform.forEach(
        (name, f) -> platforms.computeIfAbsent(f, _ -> new ArrayList<>()).add(name));
    List<Function<A, R>> branches = new ArrayList<>(platforms.keySet());
    List<String> names = new ArrayList<>();
    platforms.values().forEach(p -> names.add(String.join(" and ", p)));
    if (otherwise != null) {
      branches.add(otherwise);
      names.add("the default");
    }
    if (branches.isEmpty()) {
      throw new IllegalArgumentException("platformDependent: there are no branches to choose from");
    }
    Creation.PlatformIndex which =
        new Creation.PlatformIndex(List.copyOf(platforms.values()), otherwise != null);
    Array index = Trace.bind(which);
    return index instanceof ConcreteArray known
        ? branches.get(known.scalar().intValue()).apply(operand)
        : choose("platformDependent", names, index, branches, operand, which);
  }

  private static <A extends @Nullable Object, R extends @Nullable Object> R choose(
      String operation,
      List<String> names,
      Array index,
      List<Function<A, R>> branches,
      A operand,
      Creation.@Nullable PlatformIndex platforms) {
    Flat flat = Tree.flatten(operand);
    List<Aval> avals = ControlBody.avals(flat.leaves());
    List<ControlBody> bodies = new ArrayList<>();
    for (Function<A, R> branch : branches) {
      bodies.add(
          ControlBody.stage(
              in ->
                  Collections.singletonList(branch.apply(Tree.<A>unflatten(flat.structure(), in))),
              avals));
    }
    check(operation, names, bodies);
    Structure out = bodies.getFirst().out().getFirst();
    Set<Array> captured = ControlBody.captured(bodies);
    List<Jaxpr> programs = new ArrayList<>();
    List<Boolean> weak = weakOutputs(bodies);
    for (ControlBody b : bodies) {
      programs.add(strong(b.taking(captured), weak));
    }
    List<Array> operands = new ArrayList<>();
    operands.add(index);
    operands.addAll(captured);
    operands.addAll(flat.leaves());
    return Tree.unflatten(out, Trace.bindAll(new Control.Cond(programs, platforms), operands));
  }

  private static void check(String operation, List<String> names, List<ControlBody> bodies) {
    ControlBody first = bodies.getFirst();
    List<KeyPath> paths = first.out().getFirst().paths();
    for (int b = 1; b < bodies.size(); b++) {
      ControlBody other = bodies.get(b);
      String both = "%s and %s".formatted(names.getFirst(), names.get(b));
      Tree.checkSame(
          operation + ": " + both + " must give the same structure",
          first.out().getFirst(),
          other.out().getFirst());
      StringBuilder wrong = new StringBuilder();
      for (int i = 0; i < paths.size(); i++) {
        Aval x = first.firstOut().get(i);
        Aval y = other.firstOut().get(i);
        if (!x.matches(y)) {
          wrong.append(
              "\n  * result%s: %s gives %s, %s gives %s"
                  .formatted(paths.get(i), names.getFirst(), x, names.get(b), y));
        }
      }
      if (!wrong.isEmpty()) {
        throw new IllegalArgumentException(
            operation
                + ": the branches must give the same types:"
                + wrong
                + "\nConvert in one of them: x.astype(…), x.reshape(…)");
      }
    }
  }

  // A result is weakly typed only if it is so in all branches.
  private static List<Boolean> weakOutputs(List<ControlBody> bodies) {
    List<Boolean> weak = new ArrayList<>();
    for (int i = 0; i < bodies.getFirst().firstOut().size(); i++) {
      int at = i;
      weak.add(bodies.stream().allMatch(b -> b.firstOut().get(at).weak()));
    }
    return weak;
  }

  private static Jaxpr strong(Jaxpr jaxpr, List<Boolean> weak) {
    List<Aval> out = jaxpr.outputAvals();
    boolean fits = true;
    for (int i = 0; i < weak.size(); i++) {
      fits &= out.get(i).weak() == weak.get(i);
    }
    if (fits) {
      return jaxpr;
    }
    return Stage.stage(
            in -> {
              List<Array> results = new ArrayList<>();
              for (Array a : Programs.eval(jaxpr, in)) {
                results.add(weak.get(results.size()) ? a : Ops.convert(a, a.dtype(), false));
              }
              return results;
            },
            jaxpr.inputAvals())
        .jaxpr();
  }
}
