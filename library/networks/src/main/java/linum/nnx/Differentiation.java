package linum.nnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.WithAux;
import linum.core.Array;
import linum.nnx.NnxDiffs.DiffState;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxStates.VariableState;
import linum.nnx.NnxVariables.Variable;
import linum.transform.Body;
import linum.transform.Derivatives;
import org.jspecify.annotations.Nullable;

/// Gradients of functions of objects.
final class Differentiation {
  /// What came out.
  ///
  /// @param aux what the function returned beside its loss
  /// @param grads one for each thing that was differentiated
  record Result(Array value, @Nullable Object aux, List<@Nullable Object> grads) {}

  /// Something that is differentiated: the selected variables of an object, or a plain argument.
  private record Target(int argnum, @Nullable List<Variable> variables) {}

  private final String operation;
  private final Operands in;
  private final Prefixes<Boolean> selected;
  private final List<Target> targets = new ArrayList<>();

  private Differentiation(String operation, List<DiffState> wrt, @Nullable Object... args) {
    this.operation = operation;
    this.in = Operands.of(args);
    this.selected = new Prefixes<>(operation);
    for (DiffState d : wrt) {
      if (d.argnum() < 0 || d.argnum() >= args.length) {
        throw new IllegalArgumentException(
            "%s: there is no argument %d among %d".formatted(operation, d.argnum(), args.length));
      }
    }
    for (int i = 0; i < args.length; i++) {
      if (in.def(i) != null) {
        add(i, args[i], wrt);
      }
    }
    wrt.forEach(d -> targets.add(target(d)));
  }

  private void add(int argnum, @Nullable Object arg, List<DiffState> wrt) {
    selected.add(
        argnum,
        arg,
        (path, v) -> wrt.stream().anyMatch(d -> d.argnum() == argnum && d.filter().test(path, v)));
  }

  private Target target(DiffState d) {
    if (in.def(d.argnum()) == null) {
      return new Target(d.argnum(), null);
    }
    List<Variable> chosen = new ArrayList<>();
    for (Visit.Entry e : Visit.of(in.args()[d.argnum()])) {
      if (e.value() instanceof Variable v && d.filter().test(e.path(), v)) {
        chosen.add(v);
      }
    }
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: argument %d has no variable that %s takes.\nSay which ones to differentiate: new Nnx.DiffState(%d, Nnx.Param.class)."
              .formatted(operation, d.argnum(), d.filter(), d.argnum()));
    }
    return new Target(d.argnum(), chosen);
  }

  static Result of(
      String operation, Body f, boolean hasAux, List<DiffState> wrt, @Nullable Object... args) {
    return new Differentiation(operation, wrt, args).run(f, hasAux);
  }

  private Result run(Body f, boolean hasAux) {
    List<List<@Nullable Object>> inputs = new ArrayList<>();
    targets.forEach(t -> inputs.add(values(t)));
    requireFloating();
    Derivatives.Gradients g =
        Derivatives.gradients(
            operation,
            diff -> evaluate(f, hasAux, Typed.cast(diff[0])),
            new Object[] {inputs},
            diff -> diff[0],
            true);
    Object aux = Lifting.apply(in, Typed.cast(g.aux()));
    List<List<@Nullable Object>> grads = Typed.cast(g.grad());
    List<@Nullable Object> out = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      out.add(gradient(targets.get(i), grads.get(i)));
    }
    return new Result(g.value(), aux, out);
  }

  private List<@Nullable Object> values(Target t) {
    List<Variable> variables = t.variables();
    List<@Nullable Object> values = new ArrayList<>();
    if (variables == null) {
      values.add(in.args()[t.argnum()]);
    } else {
      variables.forEach(v -> values.add(v.current()));
    }
    return values;
  }

  private void requireFloating() {
    for (Target t : targets) {
      if (t.variables() != null) {
        for (Variable v : t.variables()) {
          if (v.current() instanceof Array a && !a.dtype().isInexact()) {
            throw new IllegalArgumentException(
                "%s needs floating-point arrays, but the %s of %s is %s.\nLeave it out: new Nnx.DiffState(%d, Nnx.filter((path, value) -> …))."
                    .formatted(
                        operation,
                        v.getClass().getSimpleName(),
                        selected.name(v),
                        a.aval(),
                        t.argnum()));
          }
        }
      }
    }
  }

  private Derivatives.Both evaluate(Body f, boolean hasAux, List<List<@Nullable Object>> diff) {
    List<Object> values = in.values();
    @Nullable Object[] args = in.args().clone();
    List<Variable> order = Arrays.asList(in.variables());
    for (int i = 0; i < targets.size(); i++) {
      Target t = targets.get(i);
      if (t.variables() == null) {
        args[t.argnum()] = diff.get(i).getFirst();
      } else {
        for (int k = 0; k < t.variables().size(); k++) {
          values.set(
              position(order, t.variables().get(k)),
              java.util.Objects.requireNonNull(diff.get(i).get(k)));
        }
      }
    }
    @Nullable Object[] loss = new @Nullable Object[1];
    Outcome outcome =
        Lifting.run(
            a -> {
              Object result = f.call(a);
              loss[0] = hasAux && result instanceof WithAux<?> w ? w.value() : result;
              return hasAux && result instanceof WithAux<?> w ? w.aux() : null;
            },
            in,
            values,
            in.arrays(),
            plain(args),
            _ -> false);
    return new Derivatives.Both(loss[0], outcome);
  }

  private List<@Nullable Object> plain(@Nullable Object[] args) {
    List<@Nullable Object> plain = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (in.def(i) == null) {
        plain.add(args[i]);
      }
    }
    return plain;
  }

  @SuppressWarnings("ReferenceEquality") // variables are themselves alone
  private static int position(List<Variable> all, Variable v) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) == v) {
        return i;
      }
    }
    throw new AssertionError("a variable was lost");
  }

  private @Nullable Object gradient(Target t, List<@Nullable Object> grads) {
    List<Variable> variables = t.variables();
    if (variables == null) {
      return grads.getFirst();
    }
    Map<List<Object>, Object> flat = new LinkedHashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      Variable v = variables.get(i);
      Object grad = java.util.Objects.requireNonNull(grads.get(i));
      flat.put(selected.path(v), new VariableState(v.getClass(), grad, v.metadata()));
    }
    return State.fromFlat(flat);
  }
}
