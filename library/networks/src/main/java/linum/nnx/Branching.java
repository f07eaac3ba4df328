package linum.nnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import linum.core.Array;
import linum.transform.Body;
import linum.transform.Conditional;
import org.jspecify.annotations.Nullable;

/// Chooses one of several functions of objects while the program runs.
final class Branching {
  private Branching() {}

  static @Nullable Object cond(
      Array predicate, Body onTrue, Body onFalse, @Nullable Object... args) {
    return run(
        List.of(onTrue, onFalse),
        args,
        (branches, operand) ->
            Conditional.cond(predicate, branches.get(0), branches.get(1), operand));
  }

  static @Nullable Object switchCase(Array index, List<Body> branches, @Nullable Object... args) {
    return run(
        branches, args, (functions, operand) -> Conditional.switchCase(index, functions, operand));
  }

  private interface Choice {
    Outcome of(
        List<Function<List<@Nullable Object>, Outcome>> branches, List<@Nullable Object> operand);
  }

  // All branches give the variables that one of them changes.
  private static @Nullable Object run(List<Body> branches, @Nullable Object[] args, Choice choice) {
    Operands in = Operands.of(args);
    Set<Integer> changed = new HashSet<>();
    branches.forEach(b -> changed.addAll(Probe.changed(b, in)));
    List<Function<List<@Nullable Object>, Outcome>> functions = new ArrayList<>();
    for (Body b : branches) {
      functions.add(operand ->
          Lifting.run(
              b,
              in,
              Typed.cast(operand.get(0)),
              Typed.cast(operand.get(1)),
              Typed.cast(operand.get(2)),
              changed::contains));
    }
    return Lifting.apply(
        in, choice.of(functions, Arrays.asList(in.values(), in.arrays(), in.plain())));
  }
}
