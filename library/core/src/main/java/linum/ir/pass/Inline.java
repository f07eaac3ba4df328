package linum.ir.pass;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import linum.ir.Atom;
import linum.ir.Call;
import linum.ir.Control;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;
import org.jspecify.annotations.Nullable;

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

  /// All calls: of functions with rules of their own, checkpoints and linear solvers, too. What is
  /// left computes the same and can no longer be differentiated as its author wanted; this is for
  /// backends.
  public static Jaxpr everything(Jaxpr jaxpr) {
    return jaxpr.derived(Everything.class, () -> rewriteAll(jaxpr));
  }

  /// A key for what [#everything] made.
  private static final class Everything {}

  private static Jaxpr rewriteAll(Jaxpr jaxpr) {
    Rewriter out = new Rewriter(jaxpr);
    for (Eqn e : jaxpr.eqns()) {
      Jaxpr body = called(e.primitive());
      if (body == null) {
        out.keep(e, Inner.map(e.primitive(), Inline::everything));
      } else {
        out.replaceAll(e.outputs(), copy(everything(body), out.now(e.inputs()), out));
      }
    }
    return out.finish();
  }

  private static @Nullable Jaxpr called(Primitive p) {
    return switch (p) {
      case Call.CustomLin _ -> null;
      case Call c -> c.body();
      case Control.LinearSolve s -> s.solve();
      case Primitive _ -> null;
    };
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
