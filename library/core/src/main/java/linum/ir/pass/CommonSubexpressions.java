package linum.ir.pass;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import linum.ir.Atom;
import linum.ir.Call;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Marker;
import linum.ir.Primitive;

/// Computes once what a program computes twice from the same operands, inside programs as well.
///
/// Equations with effects stay as they are; so do optimization barriers, and checkpoints that are
/// to prevent just this.
public final class CommonSubexpressions {
  private record Computed(Primitive primitive, List<Atom> inputs) {}

  private CommonSubexpressions() {}

  public static Jaxpr apply(Jaxpr jaxpr) {
    return jaxpr.derived(CommonSubexpressions.class, () -> rewrite(jaxpr));
  }

  private static Jaxpr rewrite(Jaxpr jaxpr) {
    Rewriter out = new Rewriter(jaxpr);
    Map<Computed, List<Atom.Var>> known = new HashMap<>();
    for (Eqn e : jaxpr.eqns()) {
      Primitive p = Inner.map(e.primitive(), CommonSubexpressions::apply);
      List<Atom.Var> earlier =
          mayMerge(p) ? known.putIfAbsent(new Computed(p, out.now(e.inputs())), e.outputs()) : null;
      if (earlier == null) {
        out.keep(e, p);
      } else {
        out.replaceAll(e.outputs(), earlier);
      }
    }
    return out.finish();
  }

  private static boolean mayMerge(Primitive p) {
    return p.effects().isEmpty()
        && !(p instanceof Marker.OptimizationBarrier)
        && !(p instanceof Call.Remat r && r.preventCse());
  }
}
