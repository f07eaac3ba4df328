package linum.ir.pass;

import java.util.List;
import linum.ir.Atom;
import linum.ir.Call;
import linum.ir.Control;
import linum.ir.Creation;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;

/// Makes the choices of a program that depend on the platform: it must be known when a program is
/// compiled, so no backend sees a branch that is for another one.
public final class Platforms {
  private record Key(String platform) {}

  private Platforms() {}

  /// The program as it is on a platform.
  ///
  /// @throws IllegalArgumentException if it has no branch for the platform
  public static Jaxpr resolve(Jaxpr jaxpr, String platform) {
    return jaxpr.derived(new Key(platform), () -> rewrite(jaxpr, platform));
  }

  private static Jaxpr rewrite(Jaxpr jaxpr, String platform) {
    Rewriter out = new Rewriter(jaxpr);
    for (Eqn e : jaxpr.eqns()) {
      if (e.primitive() instanceof Creation.PlatformIndex index) {
        Atom.Var v = e.outputs().getFirst();
        out.replace(v, new Atom.Literal((long) index.on(platform), v.aval()));
      } else if (e.primitive() instanceof Control.Cond cond && cond.platforms() != null) {
        Jaxpr branch = cond.branches().get(cond.platforms().on(platform));
        List<Atom> operands = out.now(e.inputs().subList(1, e.inputs().size()));
        Call.Jit call = new Call.Jit("branch", resolve(branch, platform), List.of(), true);
        out.add(new Eqn(call, operands, e.outputs(), e.source()));
      } else {
        Primitive p = Inner.map(e.primitive(), j -> resolve(j, platform));
        out.keep(e, p);
      }
    }
    return out.finish();
  }
}
