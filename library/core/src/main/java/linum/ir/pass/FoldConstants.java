package linum.ir.pass;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;
import org.jspecify.annotations.Nullable;

/// Computes equations between numbers of the program when the program is made, where the result is
/// exactly that of every backend: whole numbers, comparisons, and the operations that IEEE 754
/// rounds correctly.
public final class FoldConstants {
  private FoldConstants() {}

  public static Jaxpr apply(Jaxpr jaxpr) {
    return jaxpr.derived(FoldConstants.class, () -> rewrite(jaxpr));
  }

  private static Jaxpr rewrite(Jaxpr jaxpr) {
    Rewriter out = new Rewriter(jaxpr);
    for (Eqn e : jaxpr.eqns()) {
      Primitive p = Inner.map(e.primitive(), FoldConstants::apply);
      List<Atom.Literal> literals = literals(out.now(e.inputs()));
      Number value = literals == null ? null : Scalar.fold(p, literals);
      if (value == null) {
        out.keep(e, p);
      } else {
        Aval type = e.outputs().getFirst().aval();
        out.replace(e.outputs().getFirst(), new Atom.Literal(value, type));
      }
    }
    return out.finish();
  }

  private static @Nullable List<Atom.Literal> literals(List<Atom> atoms) {
    List<Atom.Literal> all = new ArrayList<>();
    for (Atom a : atoms) {
      if (!(a instanceof Atom.Literal l)) {
        return null;
      }
      all.add(l);
    }
    return all.isEmpty() ? null : all;
  }
}
