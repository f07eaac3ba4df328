package linum.ir.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import linum.ir.Atom;
import linum.ir.Binary;
import linum.ir.Dims;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Movement.BroadcastInDim;
import linum.ir.Primitive;

/// Puts a `broadcast_in_dim` before each operand whose axes of size 1 stretch, so that the operands
/// of every elementwise equation have one shape or are scalars: what backends are given.
///
/// An operand that is a broadcast itself is broadcast from what it was made of, at once.
public final class ExplicitBroadcasts {
  private final Rewriter out;
  private final Map<Atom, Eqn> broadcasts = new HashMap<>();

  private ExplicitBroadcasts(Jaxpr jaxpr) {
    out = new Rewriter(jaxpr);
  }

  public static Jaxpr apply(Jaxpr jaxpr) {
    return jaxpr.derived(
        ExplicitBroadcasts.class, () -> new ExplicitBroadcasts(jaxpr).rewrite(jaxpr));
  }

  private Jaxpr rewrite(Jaxpr jaxpr) {
    for (Eqn e : jaxpr.eqns()) {
      Primitive p = Inner.map(e.primitive(), ExplicitBroadcasts::apply);
      Dims shape = e.outputs().isEmpty() ? Dims.NONE : e.outputs().getFirst().aval().shape();
      if (p instanceof Binary && e.inputs().stream().anyMatch(a -> stretches(a, shape))) {
        List<Atom> in = new ArrayList<>();
        for (Atom a : out.now(e.inputs())) {
          in.add(stretches(a, shape) ? stretched(a, shape, e) : a);
        }
        out.add(new Eqn(p, in, e.outputs(), e.source()));
      } else {
        out.keep(e, p);
        if (p instanceof BroadcastInDim) {
          broadcasts.put(e.outputs().getFirst(), e);
        }
      }
    }
    return out.finish();
  }

  private static boolean stretches(Atom a, Dims shape) {
    return !a.aval().isScalar() && !a.aval().shape().equals(shape);
  }

  private Atom stretched(Atom a, Dims shape, Eqn user) {
    Eqn made = broadcasts.get(a);
    Atom from = made == null ? a : out.now(made.inputs()).getFirst();
    Dims dimensions =
        made != null && made.primitive() instanceof BroadcastInDim b
            ? b.broadcastDimensions()
            : Dims.range(shape.rank());
    Atom.Var to = new Atom.Var(a.aval().withShape(shape));
    out.add(
        new Eqn(new BroadcastInDim(shape, dimensions), List.of(from), List.of(to), user.source()));
    return to;
  }
}
