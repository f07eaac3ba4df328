package linum.ir.pass;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import linum.ir.Atom;
import linum.ir.Call;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;

/// Puts the equations of compiled functions in the place of their calls, inside programs as well.
public final class Inline {
  private Inline() {}

  /// All of them.
  public static Jaxpr apply(Jaxpr jaxpr) {
    return jaxpr.derived(Inline.class, () -> apply(jaxpr, _ -> true));
  }

  /// Those that satisfy a condition, such as [Call.Jit#inline].
  public static Jaxpr apply(Jaxpr jaxpr, Predicate<Call.Jit> which) {
    Rewriter out = new Rewriter(jaxpr);
    for (Eqn e : jaxpr.eqns()) {
      Primitive p = Inner.map(e.primitive(), j -> apply(j, which));
      if (p instanceof Call.Jit jit && which.test(jit)) {
        out.replaceAll(e.outputs(), copy(jit.body(), out.now(e.inputs()), out));
      } else {
        out.keep(e, p);
      }
    }
    return out.finish();
  }

  // Variables are new in every copy, because a body may be copied more than once.
  private static List<Atom> copy(Jaxpr body, List<Atom> arguments, Rewriter out) {
    Map<Atom, Atom> env = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      env.put(body.inputs().get(i), arguments.get(i));
    }
    for (Eqn e : body.eqns()) {
      List<Atom> in = e.inputs().stream().map(a -> env.getOrDefault(a, a)).toList();
      List<Atom.Var> results = e.outputs().stream().map(v -> new Atom.Var(v.aval())).toList();
      for (int i = 0; i < results.size(); i++) {
        env.put(e.outputs().get(i), results.get(i));
      }
      out.add(new Eqn(e.primitive(), in, results, e.source()));
    }
    return body.outputs().stream().map(a -> env.getOrDefault(a, a)).toList();
  }
}
