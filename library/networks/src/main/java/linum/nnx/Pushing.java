package linum.nnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import linum.core.Array;
import linum.nnx.NnxStates.State;
import linum.nnx.NnxStates.VariableState;
import linum.nnx.NnxVariables.Variable;
import linum.transform.Body;
import linum.transform.Derivatives;
import org.jspecify.annotations.Nullable;

/// Derivatives of functions of objects in directions, and transposed.
final class Pushing {
  private Pushing() {}

  /// A value and its derivative.
  record Pushed(@Nullable Object value, @Nullable Object tangent) {}

  /// Which of the variables of an argument a state has tangents for.
  private static Map<Integer, Object> tangents(Operands in, Object arg, State tangent) {
    List<Variable> all = Arrays.asList(in.variables());
    Map<Integer, Object> found = new LinkedHashMap<>();
    Map<List<Object>, Object> flat = new LinkedHashMap<>(tangent.flat());
    for (Visit.Entry e : Visit.of(arg)) {
      if (e.value() instanceof Variable v) {
        Object t = flat.remove(e.path());
        if (t != null) {
          found.put(all.indexOf(v), t instanceof VariableState s ? s.value() : t);
        }
      }
    }
    if (!flat.isEmpty()) {
      throw new IllegalArgumentException(
          "jvp: the tangent has values at %s, where the object has no variables."
              .formatted(flat.keySet().stream().map(Paths::text).toList()));
    }
    return found;
  }

  /// Forward mode. The tangent of an object is a state, which may have a part of its variables.
  static Pushed jvp(Body f, @Nullable Object[] primals, @Nullable Object[] tangents) {
    Operands in = Operands.of(primals);
    Map<Integer, Object> ofVariables = new LinkedHashMap<>();
    List<@Nullable Object> plainTangents = new ArrayList<>();
    for (int i = 0; i < primals.length; i++) {
      if (in.def(i) == null) {
        plainTangents.add(tangents[i]);
      } else if (tangents[i] instanceof State s) {
        ofVariables.putAll(tangents(in, Objects.requireNonNull(primals[i]), s));
      } else {
        throw new IllegalArgumentException(
            "jvp: the tangent of an object is a state: Nnx.state(model, Nnx.Param.class)");
      }
    }
    List<Integer> positions = List.copyOf(ofVariables.keySet());
    List<Object> values = in.values();
    List<Object> chosen = new ArrayList<>();
    positions.forEach(i -> chosen.add(values.get(i)));
    Derivatives.PushedAux out =
        Derivatives.jvp(
            operands ->
                evaluate(f, in, positions, Typed.cast(operands[0]), Typed.cast(operands[1])),
            true,
            new Object[] {chosen, in.plain()},
            new Object[] {List.copyOf(ofVariables.values()), plainTangents});
    var _ = Lifting.apply(in, Typed.cast(out.aux()));
    return new Pushed(out.value(), out.tangent());
  }

  private static Derivatives.Both evaluate(
      Body f,
      Operands in,
      List<Integer> positions,
      List<Object> chosen,
      List<@Nullable Object> plain) {
    List<Object> values = in.values();
    for (int i = 0; i < positions.size(); i++) {
      values.set(positions.get(i), chosen.get(i));
    }
    @Nullable Object[] value = new @Nullable Object[1];
    Outcome o =
        Lifting.run(
            args -> {
              value[0] = f.call(args);
              return null;
            },
            in,
            values,
            in.arrays(),
            plain,
            _ -> false);
    return new Derivatives.Both(value[0], o);
  }

  /// A value, and how cotangents of it are pulled back, one an argument.
  record Pulled(
      @Nullable Object value, Function<@Nullable Object, List<@Nullable Object>> pullback) {}

  /// Reverse mode. The cotangent of an object is a state of all its floating-point variables that
  /// the filter takes.
  static Pulled vjp(Body f, Object filter, @Nullable Object... args) {
    Operands in = Operands.of(args);
    NnxFilters.Filter chosenBy = NnxFilters.Filter.of(filter);
    List<Integer> positions = new ArrayList<>();
    List<List<List<Object>>> paths = new ArrayList<>();
    List<Variable> all = Arrays.asList(in.variables());
    for (Object arg : args) {
      List<List<Object>> own = new ArrayList<>();
      for (Visit.Entry e : Visit.of(arg)) {
        if (e.value() instanceof Variable v
            && chosenBy.test(e.path(), v)
            && v.current() instanceof Array a
            && a.dtype().isInexact()
            && !positions.contains(all.indexOf(v))) {
          positions.add(all.indexOf(v));
          own.add(e.path());
        }
      }
      paths.add(own);
    }
    List<Object> chosen = new ArrayList<>();
    positions.forEach(i -> chosen.add(in.values().get(i)));
    Derivatives.Pullback out =
        Derivatives.vjp(
            operands ->
                evaluate(f, in, positions, Typed.cast(operands[0]), Typed.cast(operands[1])),
            true,
            chosen,
            in.plain());
    var _ = Lifting.apply(in, Typed.cast(out.aux()));
    return new Pulled(out.value(), ct -> pulled(in, positions, paths, out.pullback().apply(ct)));
  }

  private static List<@Nullable Object> pulled(
      Operands in,
      List<Integer> positions,
      List<List<List<Object>>> paths,
      List<@Nullable Object> cts) {
    List<Object> ofVariables = Typed.cast(cts.get(0));
    List<@Nullable Object> plain = Typed.cast(cts.get(1));
    List<@Nullable Object> out = new ArrayList<>();
    int next = 0;
    int nextPlain = 0;
    for (int i = 0; i < paths.size(); i++) {
      if (in.def(i) == null) {
        out.add(plain.get(nextPlain++));
      } else {
        Map<List<Object>, Object> flat = new LinkedHashMap<>();
        for (List<Object> path : paths.get(i)) {
          Variable v = in.variables()[positions.get(next)];
          flat.put(path, VariableState.of(v).with(ofVariables.get(next++)));
        }
        out.add(State.fromFlat(flat));
      }
    }
    return out;
  }
}
