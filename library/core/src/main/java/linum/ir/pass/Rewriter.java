package linum.ir.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import linum.ir.Atom;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;

/// A copy of a program in the making, in which some variables stand for other atoms.
final class Rewriter {
  private final Jaxpr original;
  private final Map<Atom.Var, Atom> replaced = new HashMap<>();
  private final List<Eqn> eqns = new ArrayList<>();
  private boolean changed;

  Rewriter(Jaxpr original) {
    this.original = original;
  }

  Atom now(Atom a) {
    return a instanceof Atom.Var v ? replaced.getOrDefault(v, v) : a;
  }

  List<Atom> now(List<? extends Atom> atoms) {
    List<Atom> all = new ArrayList<>(atoms.size());
    for (Atom a : atoms) {
      all.add(now(a));
    }
    return all;
  }

  /// From here on, `v` stands for `by`.
  void replace(Atom.Var v, Atom by) {
    replaced.put(v, now(by));
    changed = true;
  }

  void replaceAll(List<Atom.Var> vs, List<? extends Atom> by) {
    for (int i = 0; i < vs.size(); i++) {
      replace(vs.get(i), by.get(i));
    }
  }

  /// Keeps an equation, with another primitive in place of its own.
  @SuppressWarnings("ReferenceEquality") // comparing primitives would compare whole programs
  void keep(Eqn e, Primitive p) {
    List<Atom> in = now(e.inputs());
    if (p == e.primitive() && in.equals(e.inputs())) {
      eqns.add(e);
    } else {
      eqns.add(new Eqn(p, in, e.outputs(), e.source()));
      changed = true;
    }
  }

  /// Adds an equation as it is.
  void add(Eqn e) {
    eqns.add(e);
    changed = true;
  }

  /// The copy; the original if they are the same.
  Jaxpr finish() {
    return changed ? new Jaxpr(original.inputs(), eqns, now(original.outputs())) : original;
  }
}
