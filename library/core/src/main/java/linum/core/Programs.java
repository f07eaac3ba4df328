package linum.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import linum.ir.Atom;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.SourceInfo;
import org.jspecify.annotations.Nullable;

/// Running programs under the current interpreter.
public final class Programs {
  // Where the equation that is being run was made; one slot for each program that is being run.
  private static final ScopedValue<SourceInfo[]> SOURCE = ScopedValue.newInstance();

  private Programs() {}

  /// Where the equation was made whose rule is running; null outside of [#eval] and [#at].
  public static @Nullable SourceInfo source() {
    return SOURCE.isBound() ? SOURCE.get()[0] : null;
  }

  /// Runs `body`; equations that it makes belong to the given line of the user's program.
  public static <R> R at(SourceInfo source, Supplier<R> body) {
    return ScopedValue.where(SOURCE, new SourceInfo[] {source}).call(body::get);
  }

  /// The outputs of `jaxpr` for the given inputs, one primitive after the other.
  public static List<Array> eval(Jaxpr jaxpr, List<? extends Array> inputs) {
    SourceInfo[] source = {SourceInfo.UNKNOWN};
    return ScopedValue.where(SOURCE, source).call(() -> eval(jaxpr, inputs, source));
  }

  private static List<Array> eval(Jaxpr jaxpr, List<? extends Array> inputs, SourceInfo[] source) {
    Map<Atom.Var, Array> env = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      env.put(jaxpr.inputs().get(i), inputs.get(i));
    }
    for (Eqn e : jaxpr.eqns()) {
      List<Array> in = new ArrayList<>(e.inputs().size());
      for (Atom a : e.inputs()) {
        in.add(read(a, env));
      }
      source[0] = e.source();
      List<Array> out = Trace.bindAll(e.primitive(), in);
      for (int i = 0; i < out.size(); i++) {
        env.put(e.outputs().get(i), out.get(i));
      }
    }
    return jaxpr.outputs().stream().map(a -> read(a, env)).toList();
  }

  private static Array read(Atom atom, Map<Atom.Var, Array> env) {
    return switch (atom) {
      case Atom.Var v -> {
        Array a = env.get(v);
        if (a == null) {
          throw new IllegalStateException("the program reads " + v + " before it is made");
        }
        yield a;
      }
      case Atom.Literal l -> ConcreteArray.of(l.aval(), l.value());
      case Atom.Constant c -> (ConcreteArray) c.array();
    };
  }
}
