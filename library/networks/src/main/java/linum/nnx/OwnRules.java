package linum.nnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import linum.Pair;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxStates.VariableState;
import linum.nnx.NnxVariables.Variable;
import linum.transform.Body;
import linum.transform.CustomVjpFunction;
import linum.transform.Derivatives;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Functions of an object and a tree that have a reverse rule of their own.
final class OwnRules {
  private OwnRules() {}

  static @Nullable Object call(
      Body f,
      Function<@Nullable Object[], Pair<?, ?>> fwd,
      BiFunction<@Nullable Object, @Nullable Object, Pair<State, ?>> bwd,
      @Nullable Object node,
      @Nullable Object tree) {
    Operands in = Operands.of(node, tree);
    if (in.def(0) == null || in.def(1) != null) {
      throw new IllegalArgumentException(
          "customVjp: the first argument must be an object with variables, the second a tree of arrays.");
    }
    List<Object> values = in.values();
    CustomVjpFunction function =
        new CustomVjpFunction(
            "custom_vjp",
            operands -> pure(f, in, operands),
            operands -> {
              Pair<?, ?> p =
                  Objects.requireNonNull(Typed.<Pair<?, ?>>cast(pure(fwd::apply, in, operands)));
              return new Derivatives.Pushed(p.first(), p.second());
            },
            (kept, ct) -> {
              Pair<State, ?> cts = bwd.apply(kept, ct);
              return new @Nullable Object[] {
                ofVariables(in, values, node, cts.first()), in.arrays(), List.of(cts.second())
              };
            });
    return function.call(values, in.arrays(), in.plain());
  }

  private static @Nullable Object pure(Body f, Operands in, @Nullable Object... operands) {
    Outcome o = Probe.run(f, in, operands);
    if (!o.outs().changed().isEmpty() || o.outs().result() != null) {
      throw new IllegalArgumentException(
          "customVjp: a function with a rule of its own must change no variable, and return arrays.\nReturn what is to be put into a variable, and put it there outside.");
    }
    return o.plain();
  }

  private static List<Object> ofVariables(
      Operands in, List<Object> values, @Nullable Object node, State cts) {
    List<Object> all = new ArrayList<>();
    List<Visit.Entry> entries = Visit.of(node);
    for (int i = 0; i < values.size(); i++) {
      Variable v = in.variables()[i];
      Object value = values.get(i);
      List<Object> path =
          entries.stream()
              .filter(e -> v.equals(e.value()))
              .map(Visit.Entry::path)
              .findFirst()
              .orElse(List.of());
      Object ct = cts.flat().get(path);
      all.add(
          ct instanceof VariableState s
              ? s.value()
              : ct != null ? ct : Tree.<Object>map(Derivatives::zero, value));
    }
    return all;
  }
}
