package linum.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import linum.ir.Atom;
import linum.ir.Eqn;
import linum.ir.Jaxpr;

/// Running programs under the current interpreter.
public final class Programs {
  private Programs() {}

  /// The outputs of `jaxpr` for the given inputs, one primitive after the other.
  public static List<Array> eval(Jaxpr jaxpr, List<? extends Array> inputs) {
    Map<Atom.Var, Array> env = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      env.put(jaxpr.inputs().get(i), inputs.get(i));
    }
    for (Eqn e : jaxpr.eqns()) {
      List<Array> in = new ArrayList<>(e.inputs().size());
      for (Atom a : e.inputs()) {
        in.add(read(a, env));
      }
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
